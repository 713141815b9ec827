/**
 * Machine-readable zones with known contents. All are published specimens; every check digit was recomputed.
 * Origins: ICAO Doc 9303 parts 4, 5 and 6 (Utopia); test data of foxanna/mrz_parser (old French cards); the public
 * specimens of the French card of 2021 and of the Belgian card.
 */
export const ICAO_TD1 = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
];
export const ICAO_TD2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'];
export const ICAO_TD3 = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
];
export const OLD_FRENCH_BERTHIER = [
  'IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<',
  '8806923102858CORINNE<<<<<<<6512068F6',
];
export const OLD_FRENCH_BERTHIER_WITH_OFFICE = [
  'IDFRABERTHIER<<<<<<<<<<<<<<<<<923255',
  '8806923102858CORINNE<<<<<<<6512068F2',
];
export const OLD_FRENCH_LOISEAU = [
  'IDFRALOISEAU<<<<<<<<<<<<<<<<<<<<<<<<',
  '970675K002774HERVE<<DJAMEL<7303216M4',
];
export const NEW_FRENCH_MARTIN = [
  'IDFRAX4RTBPFW46<<<<<<<<<<<<<<<',
  '9007138F3002119FRA<<<<<<<<<<<6',
  'MARTIN<<MAELYS<GAELLE<MARIE<<<',
];
export const BELGIAN_LONG_NUMBER = [
  'IDBEL600001795<0152<<<<<<<<<<<',
  '1301014F2311207BEL130101987398',
  'SPECIMEN<<SPECIMEN<<<<<<<<<<<<',
];

export const ALL_SPECIMENS = {
  'TD1 ICAO': ICAO_TD1,
  'TD2 ICAO': ICAO_TD2,
  'TD3 ICAO': ICAO_TD3,
  'old French card': OLD_FRENCH_BERTHIER,
  'old French card with office': OLD_FRENCH_BERTHIER_WITH_OFFICE,
  'old French card with two given names': OLD_FRENCH_LOISEAU,
  'French card of 2021': NEW_FRENCH_MARTIN,
  'TD1 with a long number': BELGIAN_LONG_NUMBER,
} as const;
