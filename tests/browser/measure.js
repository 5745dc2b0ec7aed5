// What tests measure on a page. A box is an element's place on the screen.
window.measure = (() => {
  const ICON = '[data-testid="stIconMaterial"]';
  const COMMANDS = 'pre, code, style, script';
  const isVisible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const boxOf = (element) => element.getBoundingClientRect();

  // Every text that is seen or spoken, but for what is quoted.
  const texts = (quoted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      const parent = walker.currentNode.parentElement;
      if (text && !parent.closest(`${ICON}, ${COMMANDS}, ${quoted}`) && isVisible(parent)) found.push(text);
    }
    const spoken = [...document.querySelectorAll(':is(.st-key-page, .st-key-lineage) :is([aria-label], img[alt])')].filter(isVisible);
    found.push(...spoken.map((one) => one.getAttribute('aria-label') || one.alt).filter(Boolean));
    return found;
  };

  const areFiguresDrawn = () =>
    [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
      .filter(isVisible)
      .every((one) => one.querySelector('.main-svg'));

  // How far the page can be pushed sideways.
  const sidewaysRoom = () =>
    [document.documentElement, document.querySelector('[data-testid="stMain"]')]
      .map((one) => one.scrollWidth - one.clientWidth)
      .reduce((a, b) => Math.max(a, b));

  // Texts that their own box hides a part of.
  const cutOff = () =>
    [...document.querySelectorAll('.st-key-page *')]
      .filter((one) => one.childElementCount === 0 && one.textContent.trim() && isVisible(one))
      .filter((one) => !one.closest(ICON) && !one.closest('svg') && boxOf(one).width > 2)
      .filter((one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowX))
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.textContent.trim().slice(0, 60));

  const isCrossing = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;

  const crossings = (labels) => {
    const down = [...labels].sort((a, b) => a.box.top - b.box.top);
    const found = [];
    down.forEach((a, i) => {
      for (let j = i + 1; j < down.length && down[j].box.top < a.box.bottom - 5; j += 1) {
        if (isCrossing(a.box, down[j].box)) found.push(`${a.text} / ${down[j].text}`);
      }
    });
    return found;
  };

  const linesOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = node.textContent.trim().slice(0, 40);
    return [...range.getClientRects()].filter((box) => box.width > 1).map((box) => ({ text, box }));
  };

  // Pairs of texts of the page that lie on each other.
  const collided = () => {
    const walker = document.createTreeWalker(document.querySelector('.st-key-page'), NodeFilter.SHOW_TEXT);
    const lines = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const isLeft = parent.closest(`${ICON}, svg, ${COMMANDS}`) || !walker.currentNode.textContent.trim();
      if (!isLeft && isVisible(parent) && boxOf(parent).width > 2) lines.push(...linesOf(walker.currentNode));
    }
    return crossings(lines);
  };

  const figureTexts = (figure) =>
    [...figure.querySelectorAll('svg text')]
      .filter((one) => one.textContent.trim() && isVisible(one))
      .map((one) => ({ text: one.textContent.trim(), box: boxOf(one) }));

  const figures = () => [...document.querySelectorAll('.js-plotly-plot')].filter(isVisible);

  // Pairs of labels of one figure that lie on each other.
  const overlapping = () => figures().flatMap((figure) => crossings(figureTexts(figure)));

  // Labels that reach beyond their figure.
  const outside = () =>
    figures().flatMap((figure) => {
      const frame = boxOf(figure);
      return figureTexts(figure)
        .filter(({ box }) =>
          box.left < frame.left - 1 || box.right > frame.right + 1 ||
          box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        .map(({ text }) => text);
    });

  const title = () => document.querySelector('h1')?.innerText;

  // How the element that has the focus shows it.
  const focusRing = () => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  };

  const focused = () => document.activeElement.innerText?.trim();

  const ground = () => getComputedStyle(document.querySelector('.stApp')).backgroundColor;

  return {
    texts, areFiguresDrawn, sidewaysRoom, cutOff, collided, overlapping, outside, ground, title, focused, focusRing,
  };
})();
