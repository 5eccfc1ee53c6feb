"""What the demo's learners write: to reflections and surveys, on worksheets, and under an author's question."""

WORDS = (
    "A summit promised a say, and then the plan was printed",
    "We asked at a school gate and never went back with an answer",
    "Two parents on a board of eighteen",
    "The survey was in English only",
    "Hard to say yet",
    "The case of Harbor County",
    "The five promises",
    "More on paying people",
    "Nothing unclear",
    "How to tell the board that a promise was too large",
    "The further reading was long",
    "I would like a shorter worksheet",
    "Our transit plan: consulted, promised involvement",
)
GUESSES = ("sharing", "the board", "partners", "a survey", "trust", "the residents of the Flats", "nobody")  # short and not right
ON_PAPER = (
    "The bus survey in March",
    "Parents who work nights",
    "Ask three of them at the stop, this week",
    "We will tell you by the first of the month what we heard and what we do",
    "The two seats on our committee",
    "That people have seen the flyer",
    "Renters over the laundromat",
    "Supper, child care, and $25 an hour",
    "Move the meeting to the library, at six",
    "The yearly budget for the drop-in room",
    "Rosa, from the tenants' group",
    "They hear it last, from a sign on the door",
)
THOUGHTS = (
    "We promised a seat at the table. It was a folding chair by the wall, and we were asked not to speak before the break.",
    "Our hospital asked 300 patients what they needed. I was one of them. That was in 2023.",
    "After this module I called four people who had stopped coming. Three of them said it was the stairs.",
    "I run the committee. I did not know that the agenda goes out only by e-mail until somebody told me she has none.",
    "We pay people now. It took eleven months and a lawyer, and I would do it again.",
    "Honestly, the residents on our board ran out of patience with the reports. So did I.",
    "A small thing: we moved the meeting by an hour, and the room was full.",
    "We gave the youth council $2,000 and said no strings. There were strings. We have taken them off.",
    "It helped us to write the promise on the wall. It is harder to forget when it hangs there.",
    "I am a funder. My form asks for forty numbers, and I could not say what we did with thirty of them.",
)
NAMES = ("Maribel", "D. Okafor", "Jun", "Teresa from Dayton", "A library director", "Sam", "Renate", "Priya")
