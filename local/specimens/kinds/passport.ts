import { INKS, type Layout, printedDate, printedGivenNames } from './layout.ts';

/** TD3 data page, 125 × 88 mm (Doc 9303-4 §3). */
export const passport: Layout = (holder) => [
  {
    sheet: { width: 125, height: 88 },
    palette: INKS.rose,
    title: 'PASSEPORT',
    subtitle: 'PASSPORT · GUICHET',
    portrait: { x: 5, y: 15, width: 35, height: 45 },
    signature: { x: 98, y: 57.5, width: 18 },
    fields: [
      { x: 45, y: 16.5, label: 'Type / Type', value: 'P' },
      { x: 62, y: 16.5, label: 'Code du pays / Country code', value: holder.issuer ?? 'FRA' },
      { x: 92, y: 16.5, label: 'Passeport n° / Passport No.', value: holder.documentNumber },
      { x: 45, y: 24, label: 'Nom / Surname', value: holder.surname.toUpperCase(), size: 3.7 },
      { x: 45, y: 31.5, label: 'Prénoms / Given names', value: printedGivenNames(holder), size: 3.5 },
      { x: 45, y: 39, label: 'Nationalité / Nationality', value: holder.nationality },
      { x: 78, y: 39, label: 'Date de naissance / Date of birth', value: printedDate(holder.birthDate) },
      { x: 45, y: 46, label: 'Sexe / Sex', value: holder.sex },
      { x: 60, y: 46, label: 'Lieu de naissance / Place of birth', value: holder.birthPlace.toUpperCase() },
      { x: 45, y: 53, label: 'Délivré le / Date of issue', value: printedDate(holder.issueDate) },
      { x: 72, y: 53, label: 'Expire le / Date of expiry', value: printedDate(holder.expiryDate) },
    ],
    zone: { x: 6.2, baselines: [75.4, 81.8] },
  },
];
