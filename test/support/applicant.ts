import sharp from 'sharp';
import type { Holder } from '../../local/specimens/holder.ts';
import { type Person, person } from '../../local/specimens/people.ts';
import { renderSpecimen } from '../../local/specimens/specimen.ts';
import type { Applicant } from './citizen.ts';

let made = 0;

export interface ApplicantOrder {
  readonly level: 'low' | 'substantial';
  /** Whose portrait is in the document, and whose face is before the camera. */
  readonly portraitOf?: string;
  readonly faceOf?: string;
  /** What is typed instead of what is printed. */
  readonly typed?: Readonly<Record<string, unknown>>;
  readonly printed?: Partial<Holder>;
}

const SURNAMES = ['Moreau', 'Garnier', 'Fontaine', 'Vasseur', 'Jourdan', 'Lambert', 'Perrin'] as const;

const HOLDER: Omit<Holder, 'surname' | 'birthDate'> = {
  givenNames: ['Camille', 'Rose'],
  sex: 'F',
  birthPlace: 'Lyon',
  nationality: 'FRA',
  documentNumber: '24AB12345',
  issueDate: '2022-03-04',
  expiryDate: '2032-03-03',
  heightCentimetres: 168,
  address: '12 RUE DES ÉCOLES 75005 PARIS',
  authority: 'PRÉFECTURE SPÉCIMEN (69)',
};

/** Somebody with a passport of their own, a phone and a mailbox; each call makes another person. */
export async function applicant(order: ApplicantOrder): Promise<Applicant> {
  const number = String(++made).padStart(3, '0');
  const stamp = String(Date.now() % 100_000).padStart(5, '0');
  const holder: Holder = {
    ...HOLDER,
    surname: SURNAMES[made % SURNAMES.length] ?? 'Moreau',
    birthDate: `1990-07-${String(10 + (made % 18)).padStart(2, '0')}`,
    documentNumber: `2${made % 10}FR${stamp}`,
    ...order.printed,
  };
  const portrait = person(order.portraitOf ?? 'recorded');
  const face = person(order.faceOf ?? order.portraitOf ?? 'recorded');
  const [picture] = await portrait.portraits();
  const specimen = await renderSpecimen({ kind: 'passport', holder, portrait: picture, seed: made });
  return {
    email: `citizen-${stamp}-${number}@example.org`,
    phone: `+33612${stamp.slice(1)}${number.slice(1)}`,
    level: order.level,
    documentType: 'passport',
    documentExpiry: holder.expiryDate,
    form: { ...formOf(holder), ...order.typed },
    pictures: { front: await sharp(specimen.front).jpeg({ quality: 90 }).toBuffer() },
    frames: await framesOf(face, specimen.front),
  };
}

const formOf = (holder: Holder) => ({
  givenNames: holder.givenNames.join(' '),
  familyName: holder.surname,
  birthdate: holder.birthDate,
  gender: holder.sex === 'F' ? 'female' : 'male',
  birthCountry: '99100',
  birthPlace: '69123',
  documentNumber: holder.documentNumber,
  address: { street: '12 rue des Écoles', postalCode: '75005', city: 'Paris', country: 'FR' },
});

/** Three stills of the face, none the portrait's own picture, and one of the document held before the camera. */
async function framesOf(face: Person, document: Buffer): Promise<Applicant['frames']> {
  const scenes = await face.scenes();
  const still = (at: number): Buffer => scenes[at % scenes.length] ?? scenes[0];
  const card = await sharp(document).resize({ width: 1100 }).toBuffer();
  const held = await sharp(still(2))
    .resize(1280, 960)
    .blur(6)
    .composite([{ input: card }])
    .jpeg()
    .toBuffer();
  return [still(1), still(2), still(3), held];
}
