import { INKS, type Layout, printedDate, printedGivenNames } from './layout.ts';

const sheet = { width: 85.6, height: 54 };

/** TD1 residence permit; the foreigner's number is printed and repeated in the optional zone. */
export const residencePermit: Layout = (holder) => [
  {
    sheet,
    palette: INKS.plum,
    title: 'TITRE DE SÉJOUR',
    subtitle: 'RESIDENCE PERMIT · GUICHET',
    portrait: { x: 4.5, y: 12, width: 24, height: 31 },
    signature: { x: 61, y: 47.5, width: 17 },
    fields: [
      { x: 4.5, y: 46, label: 'N° du titre / Permit No.', value: holder.documentNumber, size: 3 },
      { x: 32, y: 12, label: 'NOM / Surname', value: holder.surname.toUpperCase(), size: 3.5 },
      { x: 32, y: 18.6, label: 'Prénoms / Given names', value: printedGivenNames(holder), size: 3.2 },
      { x: 32, y: 25, label: 'Sexe / Sex', value: holder.sex, size: 3 },
      { x: 44, y: 25, label: 'Nationalité / Nationality', value: holder.nationality, size: 3 },
      { x: 66, y: 25, label: 'Naissance / Birth', value: printedDate(holder.birthDate), size: 3 },
      { x: 32, y: 31.2, label: 'Catégorie du titre / Type of permit', value: 'CARTE DE RÉSIDENT', size: 3 },
      { x: 32, y: 37.4, label: 'Expire le / Expiry', value: printedDate(holder.expiryDate), size: 3 },
      { x: 58, y: 37.4, label: 'N° étranger / Foreigner No.', value: holder.foreignerNumber ?? '', size: 3 },
      { x: 32, y: 43.6, label: 'Remarques / Remarks', value: 'AUTORISE À TRAVAILLER', size: 2.6 },
    ],
  },
  {
    sheet,
    palette: INKS.plum,
    title: '',
    subtitle: 'VERSO · GUICHET',
    chip: { x: 69, y: 9.5 },
    fields: [
      {
        x: 5,
        y: 11,
        label: 'Lieu de naissance / Place of birth',
        value: holder.birthPlace.toUpperCase(),
        size: 2.6,
      },
      { x: 5, y: 17.4, label: 'Délivré le / Date of issue', value: printedDate(holder.issueDate), size: 2.6 },
      { x: 30, y: 17.4, label: 'Adresse / Address', value: holder.address ?? '', size: 2.4 },
    ],
    zone: { x: 5.2, baselines: [35.4, 41.7, 48] },
  },
];
