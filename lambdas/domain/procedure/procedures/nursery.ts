import type { Procedure } from '../../../contracts/procedures.ts';

/** A place in a nursery (E5): the parent applies, the employer certifies the employment, the municipality decides. */
export const nursery: Procedure = {
  id: 'nursery',
  version: 1,
  title: {
    en: 'Place in a municipal nursery',
    fr: 'Place en crèche municipale',
    ja: '保育園の利用申込',
  },
  summary: {
    en: 'Apply for a nursery place for a child under three. Your employer certifies your employment online.',
    fr: 'Demandez une place en crèche pour un enfant de moins de trois ans. Votre employeur certifie votre emploi en ligne.',
    ja: '3歳未満のお子さまの保育園利用を申し込みます。就労証明書は勤務先がオンラインで発行します。',
  },
  authority: 'municipality',
  sections: [
    {
      id: 'applicant',
      title: { en: 'Your household', fr: 'Votre foyer', ja: '世帯について' },
      text: {
        en: 'Your name and date of birth come from your identity: the application is signed in your name.',
        fr: 'Votre nom et votre date de naissance viennent de votre identité : la demande est signée à votre nom.',
        ja: '氏名と生年月日はデジタルIDから引き継がれ、申込書はあなたの名前で署名されます。',
      },
      fields: [
        {
          id: 'home',
          type: 'address',
          label: { en: 'Home address', fr: 'Adresse du domicile', ja: '住所' },
          prefill: 'address',
        },
        {
          id: 'household',
          type: 'choice',
          label: { en: 'Household', fr: 'Foyer', ja: '世帯の状況' },
          choices: [
            { value: 'two-parents', label: { en: 'Two parents', fr: 'Deux parents', ja: '両親がいる' } },
            { value: 'one-parent', label: { en: 'One parent', fr: 'Un seul parent', ja: 'ひとり親' } },
          ],
        },
        {
          id: 'children-at-home',
          type: 'number',
          label: {
            en: 'Children in the household',
            fr: 'Nombre d’enfants au foyer',
            ja: '世帯の子どもの人数',
          },
          min: 1,
          max: 20,
        },
      ],
    },
    {
      id: 'child',
      title: { en: 'Your child', fr: 'Votre enfant', ja: 'お子さま' },
      fields: [
        {
          id: 'child-name',
          type: 'text',
          label: { en: 'Name of the child', fr: 'Nom de l’enfant', ja: 'お子さまの氏名' },
          maxLength: 200,
        },
        {
          id: 'child-birthdate',
          type: 'date',
          label: { en: 'Date of birth', fr: 'Date de naissance', ja: '生年月日' },
          latest: 'today',
          earliest: '2015-01-01',
        },
        {
          id: 'child-needs',
          type: 'text',
          label: { en: 'Special needs', fr: 'Besoins particuliers', ja: '配慮が必要なこと' },
          hint: {
            en: 'Allergies, disability, medicines: only what the nursery must know.',
            fr: 'Allergies, handicap, médicaments : seulement ce que la crèche doit savoir.',
            ja: 'アレルギー、障がい、薬など、園が知っておくべきことのみ。',
          },
          maxLength: 1000,
          lines: 3,
          optional: true,
        },
      ],
    },
    {
      id: 'place',
      title: { en: 'The place', fr: 'La place', ja: '希望する利用' },
      fields: [
        {
          id: 'start',
          type: 'date',
          label: { en: 'From', fr: 'À partir du', ja: '利用開始希望日' },
          earliest: 'today',
        },
        {
          id: 'days-a-week',
          type: 'number',
          label: { en: 'Days a week', fr: 'Jours par semaine', ja: '週の利用日数' },
          min: 1,
          max: 6,
        },
        {
          id: 'hours',
          type: 'choice',
          label: { en: 'Hours', fr: 'Horaires', ja: '利用時間' },
          choices: [
            {
              value: 'standard',
              label: {
                en: 'Standard (8 hours a day)',
                fr: 'Standard (8 heures par jour)',
                ja: '保育短時間(1日8時間)',
              },
            },
            {
              value: 'long',
              label: {
                en: 'Long (11 hours a day)',
                fr: 'Étendu (11 heures par jour)',
                ja: '保育標準時間(1日11時間)',
              },
            },
          ],
        },
        {
          id: 'first-choice',
          type: 'text',
          label: { en: 'Preferred nursery', fr: 'Crèche souhaitée', ja: '第一希望の保育園' },
          maxLength: 200,
          optional: true,
        },
      ],
    },
  ],
  documents: [
    {
      id: 'employment-certificate',
      title: { en: 'Employment certificate', fr: 'Attestation d’emploi', ja: '就労証明書' },
      text: {
        en: 'Your employer fills it in and signs it. It comes to your safe and is attached by itself.',
        fr: 'Votre employeur la remplit et la signe. Elle arrive dans votre coffre et se joint d’elle-même.',
        ja: '勤務先が記入し、電子署名します。届くと保管箱に入り、自動的に添付されます。',
      },
      issuer: { kind: 'company', authority: 'employment-certificate' },
      request: [
        {
          id: 'employee',
          title: { en: 'Employee', fr: 'Salarié(e)', ja: '従業員' },
          fields: [
            {
              id: 'employee-name',
              type: 'text',
              label: { en: 'Name', fr: 'Nom', ja: '氏名' },
              maxLength: 200,
              prefill: 'name',
            },
            {
              id: 'employee-birthdate',
              type: 'date',
              label: { en: 'Date of birth', fr: 'Date de naissance', ja: '生年月日' },
              latest: 'today',
              prefill: 'birthdate',
            },
            {
              id: 'department',
              type: 'text',
              label: { en: 'Department', fr: 'Service', ja: '所属部署' },
              maxLength: 200,
            },
            {
              id: 'staff-number',
              type: 'text',
              label: { en: 'Staff number', fr: 'Matricule', ja: '社員番号' },
              maxLength: 40,
              optional: true,
            },
          ],
        },
      ],
      form: [
        {
          id: 'employment',
          title: { en: 'Employment', fr: 'Emploi', ja: '就労状況' },
          fields: [
            {
              id: 'employed-since',
              type: 'date',
              label: { en: 'Employed since', fr: 'Employé(e) depuis le', ja: '雇用開始日' },
              latest: 'today',
            },
            {
              id: 'contract',
              type: 'choice',
              label: { en: 'Contract', fr: 'Contrat', ja: '雇用形態' },
              choices: [
                { value: 'permanent', label: { en: 'Permanent', fr: 'Durée indéterminée', ja: '無期雇用' } },
                { value: 'fixed-term', label: { en: 'Fixed term', fr: 'Durée déterminée', ja: '有期雇用' } },
              ],
            },
            {
              id: 'contract-end',
              type: 'date',
              label: { en: 'Ends on', fr: 'Se termine le', ja: '雇用終了日' },
              hint: { en: 'Fixed term only.', fr: 'Durée déterminée seulement.', ja: '有期雇用の場合のみ。' },
              optional: true,
            },
            {
              id: 'hours-a-week',
              type: 'number',
              label: { en: 'Hours a week', fr: 'Heures par semaine', ja: '週の就労時間' },
              min: 1,
              max: 60,
              decimals: 1,
              unit: { en: 'hours', fr: 'heures', ja: '時間' },
            },
            {
              id: 'workplace',
              type: 'address',
              label: { en: 'Place of work', fr: 'Lieu de travail', ja: '就労場所' },
            },
            {
              id: 'remarks',
              type: 'text',
              label: { en: 'Remarks', fr: 'Remarques', ja: '備考' },
              maxLength: 500,
              lines: 3,
              optional: true,
            },
          ],
        },
      ],
    },
  ],
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
