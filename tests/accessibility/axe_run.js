// Runs axe and gives [kind, rule, where, why] of each element that fails, or that axe cannot decide about. What has scrolled
// out of sight in a table's own region counts as undecided, too, and is measured where there is room: it is left out.
async (rules) => {
  const result = await axe.run(document, { ...rules, elementRef: true });
  const found = [];
  for (const kind of ["violations", "incomplete"]) {
    for (const rule of result[kind]) {
      for (const node of rule.nodes) {
        const why = [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ");
        const scrolled = why.includes("partially obscured") && node.element.closest(".scroll, .table, pre");
        if (kind === "violations" || !scrolled) found.push([kind, rule.id, node.target.join(" "), why]);
      }
    }
  }
  return found;
}
