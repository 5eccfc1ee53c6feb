// What just happened is where reading goes on: the feedback's heading, or the summary of what is to mend.

export default function receiveFocus(element) {
  element.focus();
}
