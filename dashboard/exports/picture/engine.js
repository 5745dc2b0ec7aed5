// Corrections of the document that the drawing program sees. Texts are measured by us in the font
// they are set in.

// Ids of clips and patterns are drawn by lot; the same lots make the same bytes.
var drawLotsAgain;
(function () {
    var lot = 1;
    drawLotsAgain = function () { lot = 1; };
    Math.random = function () { lot = lot * 16807 % 2147483647; return lot / 2147483647; };
})();

// Measures are remembered by the style of a text; without it, by its words alone, so that a label
// would keep the width it had in another chart at another size.
(function () {
    var given = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name) {
        var css = name === 'style' && this.style ? this.style.cssText() : '';
        return css || given.call(this, name);
    };
})();

// A line of which only a part is bold is as wide as all its parts, not as the bold one.
(function () {
    var given = Element.prototype.getBBox;
    function isInline(node) {
        return node.nodeType === 1 && node.tagName.toLowerCase() === 'tspan'
            && !node.hasAttribute('x') && !node.hasAttribute('y') && !node.hasAttribute('dy');
    }
    function hasPlain(node) {
        return node.nodeType === 3 && node.textContent !== '';
    }
    Element.prototype.getBBox = function () {
        var box = given.call(this);
        var runs = this.childNodes;
        if (this.tagName.toLowerCase() !== 'text' || !runs.some(isInline) || !runs.some(hasPlain)) {
            return box;
        }
        var size = parseFloat(this.style.getPropertyValue('font-size')) || 12;
        var width = 0;
        runs.forEach(function (run) {
            var weight = run.style ? run.style.getPropertyValue('font-weight') : '';
            var measured = _measureTextRaw(run.textContent, '', String(size), weight || '');
            width += parseFloat(measured.split(',')[0]);
        });
        var anchor = this.getAttribute('text-anchor') || 'start';
        var x = parseFloat(this.getAttribute('x')) || 0;
        var left = x - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
        return {
            x: left, y: box.y, width: width, height: box.height,
            left: left, top: box.y, right: left + width, bottom: box.y + box.height
        };
    };
})();
