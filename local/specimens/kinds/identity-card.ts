import { INKS, type Layout, printedDate, printedGivenNames } from './layout.ts';

const sheet = { width: 85.6, height: 54 };

/** TD1 card with the data of the French card of 2021, in our own drawing (Doc 9303-5 §3). */
export const identityCard: Layout = (holder) => [
  {
    sheet,
    palette: INKS.sea,
    title: 'CARTE D’IDENTITÉ',
    subtitle: 'IDENTITY CARD · GUICHET',
    portrait: { x: 4.5, y: 12, width: 24, height: 31 },
    signature: { x: 61, y: 47.5, width: 17 },
    fields: [
      { x: 32, y: 12, label: 'NOM / Surname', value: holder.surname.toUpperCase(), size: 3.5 },
      { x: 32, y: 18.6, label: 'Prénoms / Given names', value: printedGivenNames(holder), size: 3.2 },
      { x: 32, y: 25, label: 'Sexe / Sex', value: holder.sex, size: 3 },
      { x: 44, y: 25, label: 'Nationalité / Nationality', value: holder.nationality, size: 3 },
      { x: 66, y: 25, label: 'Naissance / Birth', value: printedDate(holder.birthDate), size: 3 },
      {
        x: 32,
        y: 31.2,
        label: 'Lieu de naissance / Place of birth',
        value: holder.birthPlace.toUpperCase(),
        size: 3,
      },
      ...(holder.usedName
        ? [
            {
              x: 32,
              y: 37.4,
              label: 'Nom d’usage / Alternate name',
              value: holder.usedName.toUpperCase(),
              size: 3,
            },
          ]
        : []),
      { x: 32, y: 43.6, label: 'N° du document / Document No.', value: holder.documentNumber, size: 3 },
      { x: 4.5, y: 46, label: 'Expire le / Expiry', value: printedDate(holder.expiryDate), size: 3 },
    ],
  },
  {
    sheet,
    palette: INKS.sea,
    title: '',
    subtitle: 'VERSO · GUICHET',
    chip: { x: 69, y: 9.5 },
    fields: [
      { x: 5, y: 11, label: 'Adresse / Address', value: holder.address ?? '', size: 2.6 },
      {
        x: 5,
        y: 17.4,
        label: 'Taille / Height',
        value: `${((holder.heightCentimetres ?? 170) / 100).toFixed(2).replace('.', ',')} m`,
        size: 2.6,
      },
      {
        x: 24,
        y: 17.4,
        label: 'Délivrée le / Date of issue',
        value: printedDate(holder.issueDate),
        size: 2.6,
      },
      { x: 48, y: 17.4, label: 'Par / Authority', value: holder.authority ?? 'GUICHET', size: 2.6 },
    ],
    zone: { x: 5.2, baselines: [35.4, 41.7, 48] },
  },
];
