import { INKS, type Layout, printedDate, printedGivenNames } from './layout.ts';

const sheet = { width: 105, height: 74 };

/** French identity card of 1988–2021: 105 × 74 mm, its own zone of 2 × 36, no expiry printed on the front. */
export const identityCard1988: Layout = (holder) => [
  {
    sheet,
    palette: INKS.sky,
    title: 'CARTE D’IDENTITÉ',
    subtitle: 'MODÈLE DE 1988 · GUICHET',
    portrait: { x: 4.5, y: 13, width: 27.5, height: 36 },
    signature: { x: 72, y: 52, width: 20 },
    fields: [
      { x: 36, y: 14.5, label: 'Nom :', value: holder.surname.toUpperCase(), size: 3.5 },
      { x: 72, y: 14.5, label: 'Carte N° :', value: holder.documentNumber, size: 3.1 },
      { x: 36, y: 21.7, label: 'Prénom(s) :', value: printedGivenNames(holder), size: 3.3 },
      { x: 36, y: 28.9, label: 'Sexe :', value: holder.sex, size: 3.1 },
      { x: 52, y: 28.9, label: 'Né(e) le :', value: printedDate(holder.birthDate), size: 3.1 },
      { x: 36, y: 35.7, label: 'à :', value: holder.birthPlace.toUpperCase(), size: 3.1 },
      {
        x: 36,
        y: 42.5,
        label: 'Taille :',
        value: `${((holder.heightCentimetres ?? 170) / 100).toFixed(2).replace('.', ',')}m`,
        size: 3.1,
      },
      ...(holder.usedName
        ? [{ x: 58, y: 42.5, label: 'Nom d’usage :', value: holder.usedName.toUpperCase(), size: 3.1 }]
        : []),
      { x: 72, y: 46.5, label: 'Signature du titulaire :', value: '', size: 1 },
    ],
    zone: { x: 6.4, baselines: [63, 69.4] },
  },
  {
    sheet,
    palette: INKS.sky,
    title: '',
    subtitle: 'GUICHET',
    fields: [
      { x: 6, y: 14, label: 'Adresse :', value: holder.address ?? '', size: 3.1 },
      { x: 6, y: 24, label: 'Carte valable jusqu’au :', value: printedDate(holder.expiryDate), size: 3.1 },
      { x: 6, y: 34, label: 'délivrée le :', value: printedDate(holder.issueDate), size: 3.1 },
      { x: 6, y: 44, label: 'par :', value: holder.authority ?? 'GUICHET', size: 3.1 },
    ],
  },
];

/** TD2 card, 105 × 74 mm (Doc 9303-6 §3). */
export const identityCardTd2: Layout = (holder) => [
  {
    sheet,
    palette: INKS.sand,
    title: 'CARTE D’IDENTITÉ',
    subtitle: 'IDENTITY CARD · GUICHET',
    portrait: { x: 4.5, y: 13, width: 28, height: 36 },
    signature: { x: 76, y: 54.5, width: 18 },
    fields: [
      { x: 37, y: 14.5, label: 'Nom / Surname', value: holder.surname.toUpperCase(), size: 3.6 },
      { x: 37, y: 21.8, label: 'Prénoms / Given names', value: printedGivenNames(holder), size: 3.3 },
      { x: 37, y: 29, label: 'Nationalité / Nationality', value: holder.nationality, size: 3.1 },
      {
        x: 68,
        y: 29,
        label: 'Date de naissance / Date of birth',
        value: printedDate(holder.birthDate),
        size: 3.1,
      },
      { x: 37, y: 36, label: 'Sexe / Sex', value: holder.sex, size: 3.1 },
      {
        x: 52,
        y: 36,
        label: 'Lieu de naissance / Place of birth',
        value: holder.birthPlace.toUpperCase(),
        size: 3.1,
      },
      { x: 37, y: 43, label: 'N° du document / Document No.', value: holder.documentNumber, size: 3.1 },
      { x: 68, y: 43, label: 'Expire le / Date of expiry', value: printedDate(holder.expiryDate), size: 3.1 },
      { x: 37, y: 50, label: 'Délivrée le / Date of issue', value: printedDate(holder.issueDate), size: 3.1 },
    ],
    zone: { x: 6.4, baselines: [63, 69.4] },
  },
];
