/** The people and organisations of the laptop's stories. Made up, and here only: `npm start` says who they are and how to become one. */

interface Person {
  readonly givenNames: string;
  readonly familyName: string;
  readonly gender: 'female' | 'male';
  readonly birthdate: string;
  readonly phone: string;
  readonly email: string;
  readonly representativeOf?: readonly string[];
  /** What they do in the stories. */
  readonly part: string;
}

export const ATELIER_LUMEN = {
  id: '899001002',
  name: 'Atelier Lumen',
  kind: 'company',
  town: 'Villeurbanne',
} as const;
export const VILLE_DE_LYON = {
  id: '216901231',
  name: 'Ville de Lyon',
  kind: 'municipality',
  town: 'Lyon',
} as const;

/** The town's own system, which deposits registered letters (client credentials, scope `letters`). */
export const TOWN_SYSTEM = {
  client_id: 'ville-de-lyon',
  client_name: 'Ville de Lyon',
  client_secret: 'letters-of-the-town-on-this-laptop-only',
  grant_types: ['client_credentials'],
  scope: 'letters',
  organisation_id: VILLE_DE_LYON.id,
} as const;

export const PEOPLE: readonly Person[] = [
  {
    givenNames: 'Camille',
    familyName: 'Durand',
    gender: 'female',
    birthdate: '1991-06-14',
    phone: '+33612340101',
    email: 'camille.durand@example.org',
    part: 'citizen, works at Atelier Lumen, has a child for the nursery',
  },
  {
    givenNames: 'Karim',
    familyName: 'Haddad',
    gender: 'male',
    birthdate: '1986-02-27',
    phone: '+33612340102',
    email: 'karim.haddad@atelier-lumen.example',
    part: 'delegate: human resources of Atelier Lumen',
  },
  {
    givenNames: 'Hélène',
    familyName: 'Marchand',
    gender: 'female',
    birthdate: '1974-11-03',
    phone: '+33612340103',
    email: 'helene.marchand@atelier-lumen.example',
    representativeOf: [ATELIER_LUMEN.id],
    part: 'representative of Atelier Lumen',
  },
  {
    givenNames: 'Inès',
    familyName: 'Rousseau',
    gender: 'female',
    birthdate: '1989-09-21',
    phone: '+33612340104',
    email: 'ines.rousseau@lyon.example',
    part: 'delegate: nursery desk of the Ville de Lyon',
  },
  {
    givenNames: 'Olivier',
    familyName: 'Perrin',
    gender: 'male',
    birthdate: '1968-01-30',
    phone: '+33612340105',
    email: 'olivier.perrin@lyon.example',
    representativeOf: [VILLE_DE_LYON.id],
    part: 'representative of the Ville de Lyon',
  },
];

/** The file that `npm run personas -- import` takes. */
export function castFile(): object {
  const people = PEOPLE.map(({ part: _part, ...person }) => ({
    ...person,
    birthCountry: '99100',
    birthPlace: '69123',
    address: { street: '12 rue de la République', postalCode: '69002', city: 'Lyon', country: 'FR' },
  }));
  return { organisations: [ATELIER_LUMEN, VILLE_DE_LYON], people };
}
