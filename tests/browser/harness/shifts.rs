//! What has moved under a reader's eyes: as the browser measures it, or measured by the page where the browser does not.

use super::Reader;

/// Looks where everything is in every frame, in browsers that do not measure it themselves: what is in the window and is no
/// longer where it was has moved (Layout Instability, 2.2, which lets three pixels pass).
const WATCH: &str = "
    if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
        const places = new Map();
        window.moved = [];
        const look = () => {
            for (const one of document.querySelectorAll('body *')) {
                const { x, y, width, height } = one.getBoundingClientRect();
                const [left, top] = [x + scrollX, y + scrollY];
                const from = places.get(one);
                const seen = width * height > 0 && (y < innerHeight || from?.[1] < innerHeight + scrollY);
                if (from && seen && Math.max(Math.abs(left - from[0]), Math.abs(top - from[1])) >= 3)
                    moved.push(`${one.nodeName} .${one.className} from ${from} to ${[left, top]}`);
                if (width * height > 0) places.set(one, [left, top]);
            }
            requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }";

/// Every layout shift since the document began (Layout Instability, 4), and what has moved.
const SHIFTS: &str = "
    if (window.moved) return window.moved;
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'layout-shift', buffered: true });
    return observer.takeRecords().map(({ value, startTime, sources }) => `layout shift ${value} after ${startTime} ms: `
        + sources.map(({ node, previousRect: from, currentRect: to }) =>
            `${node?.nodeName} .${node?.className} from ${from.x},${from.y} ${from.width}x${from.height} `
            + `to ${to.x},${to.y} ${to.width}x${to.height}`).join('; '));";

impl Reader<'_> {
    /// Has an eye on what moves, in every document from now on.
    #[track_caller]
    pub(crate) fn watches_what_moves(&self) {
        self.before_every_document(WATCH);
    }

    /// What has moved since the document began, in words.
    #[track_caller]
    pub(crate) fn moved(&self) -> Vec<String> {
        self.script(SHIFTS)
    }
}
