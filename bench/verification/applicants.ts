import sharp from 'sharp';
import type { Holder, SpecimenKind } from '../../local/specimens/holder.ts';
import { sampleHolder } from '../../local/specimens/holders.ts';
import { person } from '../../local/specimens/people.ts';
import { renderSpecimen } from '../../local/specimens/specimen.ts';
import type { Applicant } from '../../test/support/citizen.ts';

const DOCUMENT_TYPES = {
  passport: 'passport',
  'identity-card': 'national-identity-card',
  'identity-card-td2': 'national-identity-card',
  'identity-card-1988': 'national-identity-card',
  'residence-permit': 'residence-permit',
} as const;

/** A little askew and uneven, as a phone held by hand takes it. */
const BY_HAND = { rotate: 2, perspective: 0.3, shadow: 0.4, jpeg: 85 };

/** Somebody whose document, of this kind, was photographed by hand; another person for each number. */
export async function applicantWith(kind: SpecimenKind, number: number): Promise<Applicant> {
  const holder = sampleHolder(kind, 7000 + number);
  const face = person('recorded');
  const [portrait] = await face.portraits();
  const specimen = await renderSpecimen({ kind, holder, portrait, seed: number, degrade: BY_HAND });
  return {
    email: `bench-${number}@example.org`,
    phone: `+3361${String(2_000_000 + number * 1111).slice(0, 7)}`,
    level: 'low',
    documentType: DOCUMENT_TYPES[kind],
    documentExpiry: holder.expiryDate,
    form: formOf(holder),
    pictures: { front: specimen.front, ...(specimen.back && { back: specimen.back }) },
    frames: await framesOf(await face.scenes(), specimen.front),
  };
}

function formOf(holder: Holder): Applicant['form'] {
  const french = holder.nationality === 'FRA';
  return {
    givenNames: holder.givenNames.join(' '),
    familyName: holder.surname,
    birthdate: holder.birthDate,
    gender: holder.sex === 'F' ? 'female' : 'male',
    birthCountry: french ? '99100' : '99350',
    birthPlace: french ? '69123' : '',
    documentNumber: holder.documentNumber,
    address: { street: '12 rue des Écoles', postalCode: '75005', city: 'Paris', country: 'FR' },
  };
}

/** Three stills of the face, none the portrait's own, and one of the document before the camera. */
async function framesOf(scenes: readonly Buffer[], document: Buffer): Promise<Applicant['frames']> {
  const [, first = document, second = document, third = document] = scenes;
  const card = await sharp(document).resize({ width: 1100, height: 820, fit: 'inside' }).toBuffer();
  const held = await sharp(second)
    .resize(1280, 960)
    .blur(6)
    .composite([{ input: card }])
    .jpeg()
    .toBuffer();
  return [first, second, third, held];
}
