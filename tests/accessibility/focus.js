// What has the focus, and whether a person can see that it has: an outline of its own, of its label, or of what stands in
// for it.
() => {
  const element = document.activeElement;
  const seen = [element, element.nextElementSibling, element.parentElement, element.closest("label, li")].some((one) => {
    const style = one && getComputedStyle(one);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && Number(style.opacity) > 0;
  });
  return { tag: element.tagName, id: element.id, name: element.name ?? "", words: element.textContent.trim(), seen };
}
