import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCameraClip } from '../local/specimens/camera-clip.ts';
import type { Holder } from '../local/specimens/holder.ts';
import { person } from '../local/specimens/people.ts';
import { renderSpecimen } from '../local/specimens/specimen.ts';
import { speakDigits } from '../local/specimens/voice.ts';
import type { SimulatedDevices } from './browser.ts';

/** Somebody in a story: what they hold, what they type, what stands before their camera. */
export interface Character {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly pin: string;
  readonly holder: Holder;
  /** Picture of the passport page, on disk. */
  readonly passport: string;
  readonly devices: SimulatedDevices;
}

export interface CharacterOrder {
  readonly name: string;
  readonly phone: string;
  readonly pin: string;
  readonly holder: Pick<Holder, 'surname' | 'givenNames' | 'birthDate' | 'sex' | 'documentNumber'>;
  /** Whose portrait is in the document; whose face is before the camera. */
  readonly portraitOf: string;
  readonly faceOf: string;
}

/** The recording takes 3 s to get ready and 10.5 s of digits; then the document is asked for. */
const FACE_SECONDS = 15.5;
const DOCUMENT_SECONDS = 16;

/** Draws the passport and films the person, into `folder`. */
export async function cast(order: CharacterOrder, folder: string): Promise<Character> {
  const holder: Holder = {
    birthPlace: 'Lyon',
    nationality: 'FRA',
    issueDate: '2022-03-04',
    expiryDate: '2032-03-03',
    heightCentimetres: 168,
    address: '12 RUE DES ÉCOLES 75005 PARIS',
    authority: 'PRÉFECTURE SPÉCIMEN (69)',
    ...order.holder,
  };
  const [portrait] = await person(order.portraitOf).portraits();
  const [, ...others] = await person(order.faceOf).scenes();
  const stills = others.length > 0 ? others : await person(order.faceOf).scenes();
  const specimen = await renderSpecimen({ kind: 'passport', holder, portrait, seed: 7, degrade: {} });
  const file = (name: string): string => join(folder, `${order.name}-${name}`);
  writeFileSync(file('passport.png'), specimen.front);
  const [first = portrait, ...rest] = stills;
  await writeCameraClip(file('camera.mjpeg'), {
    stills: [first, ...rest],
    document: specimen.front,
    faceSeconds: FACE_SECONDS,
    documentSeconds: DOCUMENT_SECONDS,
    width: 1280,
    height: 720,
  });
  writeFileSync(file('voice.wav'), speakDigits('427', 7));
  return {
    name: order.name,
    email: `${order.name}@example.org`,
    phone: order.phone,
    pin: order.pin,
    holder,
    passport: file('passport.png'),
    devices: { video: file('camera.mjpeg'), audio: file('voice.wav') },
  };
}
