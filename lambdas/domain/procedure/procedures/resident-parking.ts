import type { Procedure } from '../../../contracts/procedures.ts';

/** A permit to park where one lives: no document of others. */
export const residentParking: Procedure = {
  id: 'resident-parking',
  version: 1,
  title: { en: 'Resident parking permit', fr: 'Stationnement résidentiel', ja: '住民駐車許可' },
  summary: {
    en: 'Park near your home at the residents’ rate.',
    fr: 'Stationnez près de chez vous au tarif résident.',
    ja: '自宅の近くに住民料金で駐車できます。',
  },
  authority: 'municipality',
  sections: [
    {
      id: 'car',
      title: { en: 'Home and car', fr: 'Domicile et véhicule', ja: '自宅と車' },
      fields: [
        {
          id: 'home',
          type: 'address',
          label: { en: 'Home address', fr: 'Adresse du domicile', ja: '住所' },
          prefill: 'address',
        },
        {
          id: 'plate',
          type: 'text',
          label: { en: 'Number plate', fr: 'Immatriculation', ja: '車両番号' },
          maxLength: 12,
        },
        {
          id: 'start',
          type: 'date',
          label: { en: 'From', fr: 'À partir du', ja: '開始日' },
          earliest: 'today',
        },
        {
          id: 'months',
          type: 'choice',
          label: { en: 'Duration', fr: 'Durée', ja: '期間' },
          choices: [
            { value: '3', label: { en: 'Three months', fr: 'Trois mois', ja: '3か月' } },
            { value: '12', label: { en: 'One year', fr: 'Un an', ja: '1年' } },
          ],
        },
      ],
    },
  ],
  documents: [],
  signature: 'qualified',
  answer: {
    authority: 'official-answers',
    outcomes: [
      { value: 'accepted', label: { en: 'Accepted', fr: 'Acceptée', ja: '承諾' }, positive: true },
      { value: 'refused', label: { en: 'Refused', fr: 'Refusée', ja: '不承諾' }, positive: false },
    ],
    seal: 'official-seal',
  },
};
