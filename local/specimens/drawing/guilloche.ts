import type { Random } from '../random.ts';

/** Two inks and the paper of a document; our own colours, no state's. */
export interface Palette {
  readonly paper: string;
  readonly shade: string;
  readonly first: string;
  readonly second: string;
  readonly title: string;
  readonly label: string;
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
}

interface Wave {
  readonly amplitude: number;
  readonly length: number;
  readonly phase: number;
  readonly swell: number;
}

function wavePath(sheet: Sheet, y: number, wave: Wave): string {
  const points: string[] = [];
  for (let x = 0; x <= sheet.width + 1; x += 1) {
    const swell = 1 + 0.6 * Math.sin((x / sheet.width) * Math.PI * wave.swell + wave.phase);
    const height = y + wave.amplitude * swell * Math.sin((x / wave.length) * 2 * Math.PI + wave.phase);
    points.push(`${x.toFixed(1)} ${height.toFixed(2)}`);
  }
  return `M${points.join('L')}`;
}

/** Bundles of fine interlaced waves across the sheet, as security print has them. */
export function guilloche(sheet: Sheet, palette: Palette, random: Random): string {
  const bundles = Array.from({ length: 5 }, (_, bundle) => {
    const wave = { amplitude: 3 + random() * 3, length: 26 + random() * 30, swell: 1 + random() * 2 };
    const middle = ((bundle + 0.5) * sheet.height) / 5;
    const lines = Array.from({ length: 9 }, (_, line) =>
      wavePath(sheet, middle + (line - 4) * 0.9, { ...wave, phase: line * 0.22 + bundle * 1.7 }),
    );
    const ink = bundle % 2 === 0 ? palette.first : palette.second;
    return `<path d="${lines.join('')}" stroke="${ink}" stroke-opacity=".3"/>`;
  });
  return `<g fill="none" stroke-width=".12">${bundles.join('')}</g>`;
}

/** A rosette of turning ellipses, the centre-piece of the background. */
export function rosette(x: number, y: number, radius: number, ink: string, opacity = 0.28): string {
  const petals = Array.from(
    { length: 18 },
    (_, at) => `<ellipse rx="${radius}" ry="${radius * 0.38}" transform="rotate(${at * 10})"/>`,
  );
  return `<g transform="translate(${x} ${y})" fill="none" stroke="${ink}" stroke-width=".13" stroke-opacity="${opacity}">${petals.join('')}</g>`;
}
