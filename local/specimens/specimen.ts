import sharp from 'sharp';
import { type Degradation, photograph } from './degrade.ts';
import { drawSide } from './drawing/side.ts';
import type { Holder, SpecimenKind } from './holder.ts';
import { identityCard } from './kinds/identity-card.ts';
import { identityCard1988, identityCardTd2 } from './kinds/large-cards.ts';
import type { Layout } from './kinds/layout.ts';
import { passport } from './kinds/passport.ts';
import { residencePermit } from './kinds/residence-permit.ts';
import { machineReadableZone } from './mrz.ts';

export interface SpecimenOrder {
  readonly kind: SpecimenKind;
  readonly holder: Holder;
  /** JPEG or PNG of one face; cut to the frame's shape. */
  readonly portrait: Buffer;
  readonly seed: number;
  readonly degrade?: Degradation;
}

export interface Specimen {
  /** PNG, or JPEG when the degradation says so. */
  readonly front: Buffer;
  readonly back?: Buffer;
  /** The lines of the machine-readable zone, as printed (on the back of TD1 cards). */
  readonly mrz: readonly string[];
}

const LAYOUTS: Readonly<Record<SpecimenKind, Layout>> = {
  passport,
  'identity-card': identityCard,
  'identity-card-td2': identityCardTd2,
  'identity-card-1988': identityCard1988,
  'residence-permit': residencePermit,
};

/** Pixels per side before any degradation; about 320 dots per inch for a passport page. */
const DRAWN_WIDTH = 1600;

async function framedPortrait(portrait: Buffer): Promise<Buffer> {
  return sharp(portrait)
    .rotate()
    .resize(560, 720, { fit: 'cover', position: 'top' })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/**
 * Draws a document watermarked SPECIMEN and takes its picture. The same order gives the same bytes.
 * The drawing is ours; it imitates no state's emblem.
 */
export async function renderSpecimen(order: SpecimenOrder): Promise<Specimen> {
  const mrz = machineReadableZone(order.kind, order.holder);
  const portrait = await framedPortrait(order.portrait);
  const name = order.holder.surname;
  const [front, back] = LAYOUTS[order.kind](order.holder).map((side, at) =>
    photograph(
      drawSide(side, { lines: mrz, portrait, name, seed: order.seed }, DRAWN_WIDTH),
      order.degrade ?? {},
      order.seed * 2 + at,
    ),
  );
  if (!front) throw new Error(`A specimen of kind ${order.kind} has no front.`);
  return { front: await front, ...(back ? { back: await back } : {}), mrz };
}
