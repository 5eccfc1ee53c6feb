"""What the demo's learners write: to reflections and surveys, on worksheets, and under an author's question."""

REFLECTED = (
    "A summit promised a say, and then the plan was printed.",
    "We asked at a school gate and never went back with an answer. I had forgotten it until I wrote this down.",
    "Two parents on a board of eighteen. I chose both of them.",
    "The survey was in English only. Half of the street is not.",
    "Our transit plan: we promised to involve people, and we consulted them, on a weekday at three.",
    "Hard to say yet. I am going to ask my neighbor, who was there.",
    "All of the names are from the partners. Not one lives on the east side.",
    "I would have said that we do this well. With the page in front of me, I am less sure.",
    "The date was the hardest. Nobody here likes to put one down.",
)
SAID = (
    "The case of Harbor County",
    "The five promises",
    "More on paying people",
    "Nothing unclear",
    "How to tell the board that a promise was too large",
    "The further reading was long",
    "I would like a shorter worksheet",
    "An example from a small town",
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
THOUGHTS = {  # by the question that they answer, each told once
    "thoughts-purpose-before-method": (
        "We promised a seat at the table. It was a folding chair by the wall, and we were asked not to speak before the break.",
        "Our hospital asked 300 patients what they needed. I was one of them. That was in 2023.",
        "We gave the youth council $2,000 and said no strings. There were strings. We have taken them off.",
        "The flyer said that neighbors would design the park. The benches had been ordered.",
        "Honestly, the residents on our board ran out of patience with the reports. So did I.",
        "A housing plan with a chapter called Community Voice. I typed it. Nobody had been asked yet.",
        "It helped us to write the promise on the wall. It is harder to forget when it hangs there.",
    ),
    "thoughts-who-is-missing": (
        "Grandparents who have the children all week. They were in none of our lists, since the forms ask for a parent.",
        "People who work at the warehouse. We had only ever asked at the library, between ten and four.",
        "After this module I called four people who had stopped coming. Three of them said it was the stairs.",
        "I run the committee. I did not know that the agenda goes out only by e-mail until somebody told me she has none.",
        "A deaf residents' group, six blocks from our office. They had been waiting for us to notice.",
        "Teenagers. A bus driver told me, for he is the one who sees where they go.",
    ),
    "thoughts-choosing-how": (
        "Stop meeting at our place. It is where we feel at home, and that is the trouble with it.",
        "We pay people now. It took eleven months and a lawyer, and I would do it again.",
        "A small thing: we moved the meeting by an hour, and the room was full.",
        "As a resident: stop sending somebody new each year, to whom I tell it all again.",
        "We would have to stop calling it a conversation when the slides are done.",
    ),
    "thoughts-close-the-loop": (
        "A survey on the bus line, two winters ago. The answers are in a spreadsheet that I alone can open. I will begin there.",
        "I am a funder. My form asks for forty numbers, and I could not say what we did with thirty of them.",
        "Listening sessions at three schools. We could still put one page on the door of each, and say that it is late.",
        "Exit interviews. All of them.",
    ),
    "thoughts-sharing-power": (
        "The snack budget of our after-school room, to the children. It is $40 a week. They will be stricter than we are.",
        "Who is hired as outreach worker, to a panel of tenants. What holds me back: my director has not read this module.",
        "I would like to be handed the hours of the clinic. I know them by heart, and they know nothing of mine.",
    ),
    "thoughts-finish": (
        "We left out the words level and promise and asked: what do we owe them, and by when? Then it worked in our church.",
        "I would have to make the worksheet shorter. Half of my group fills it in on a phone.",
    ),
}
NAMES = ("Maribel", "D. Okafor", "Jun", "Teresa from Dayton", "A library director", "Sam", "Renate", "Priya")
