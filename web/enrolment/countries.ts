import { countryName } from '../i18n/format.ts';

/**
 * INSEE country codes (code officiel géographique) with their ISO 3166 letters: FranceConnect's `birthcountry` wants
 * the former, Intl names the latter. Three digits after `99`.
 */
const INSEE =
  '100FR101DK102IS103NO104SE105FI106EE107LV108LT109DE110AT111BG112HU113LI114RO116CZ117SK118BA119HR120ME121RS122PL' +
  '123RU125AL126GR127IT128SM129VA130AD131BE132GB134ES135NL136IE137LU138MC139PT140CH144MT145SI148BY151MD155UA156MK' +
  '157XK201SA203IQ204IR205LB206SY207IL208TR212AF213PK214BT215NP216CN217JP219TH220PH222JO223IN224MM225BN226SG227MY' +
  '229MV230HK231ID232MO234KH235LK236TW238KP239KR240KW241LA242MN243VN246BD247AE248QA249BH250OM251YE252AM253AZ254CY' +
  '255GE256KZ257KG258UZ259TJ260TM261PS262TL301EG302LR303ZA304GM309TZ310ZW311NA312CD314GQ315ET316LY317ER318SO321BI' +
  '322CM323CF324CG326CI327BJ328GA329GH330GN331BF332KE333MG334MW335ML336MR337NE338NG339UG340RW341SN342SL343SD344TD' +
  '345TG346ZM347BW348LS349SS350MA351TN352DZ390MU391SZ392GW393MZ394ST395AO396CV397KM398SC399DJ401CA404US405MX406CR' +
  '407CU408DO409GT410HT411HN412NI413PA414SV415AR416BR417CL418BO419CO420EC421PY422PE423UY424VE426JM428GY429BZ433TT' +
  '434BB435GD436BS437SR438DM439LC440VC441AG442KN501AU502NZ506WS507NR508FJ509TO510PG511TV512SB513KI514VU515MH516FM' +
  '517PW';

export interface Country {
  readonly insee: string;
  readonly iso: string;
}

export const COUNTRIES: readonly Country[] = [...INSEE.matchAll(/(\d{3})([A-Z]{2})/g)].map(
  ([, code, iso]) => ({
    insee: `99${code}`,
    iso: iso ?? '',
  }),
);

export const FRANCE = '99100';

const options = (codeOf: (country: Country) => string) => {
  const [france, ...others] = COUNTRIES.map((country) => ({
    value: codeOf(country),
    label: countryName(country.iso),
  }));
  const sorted = others.sort((a, b) => a.label.localeCompare(b.label, document.documentElement.lang));
  return france ? [france, ...sorted] : sorted;
};

/** Choices of the two country questions, in the language shown; France first. */
export const birthCountryOptions = () => options((country) => country.insee);
export const residenceOptions = () => options((country) => country.iso);

/** The name of an INSEE country code. */
export const birthCountryName = (insee: string): string => {
  const country = COUNTRIES.find((each) => each.insee === insee);
  return country ? countryName(country.iso) : insee;
};
