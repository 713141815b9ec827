import type { ExaminedPicture, LegibilityRule } from '../examined-picture.ts';
import type { Box } from '../picture-signals.ts';

function touchesEdge(box: Box, edge: number): boolean {
  return (
    box.left <= edge ||
    box.top <= edge ||
    box.left + box.width >= 1 - edge ||
    box.top + box.height >= 1 - edge
  );
}

function cutBoxes({ signals, zone, portraits }: ExaminedPicture): Box[] {
  const zoneBoxes = (zone?.sources ?? []).flatMap((source) => signals.textLines[source]?.box ?? []);
  return [...zoneBoxes, ...portraits.slice(0, 1).map((face) => face.box)];
}

/** The zone or the portrait runs out of the picture. A zone that was read whole is not cut. */
export const cutOff: LegibilityRule = (picture) => {
  const boxes = picture.reading ? picture.portraits.slice(0, 1).map((face) => face.box) : cutBoxes(picture);
  return boxes.some((box) => touchesEdge(box, picture.limits.edge)) ? 'cut-off' : undefined;
};
