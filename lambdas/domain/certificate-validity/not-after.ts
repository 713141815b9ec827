import type { CertificateSettings } from '../../contracts/settings.ts';
import { addDays, addYears, type IsoDate } from '../calendar/iso-date.ts';
import type { BirthDate } from '../calendar/presumed-birth-date.ts';
import { startOfDay } from '../calendar/start-of-day.ts';
import { dayIn } from '../calendar/today.ts';
import { isOfOrganisation } from '../certificate/authority-of.ts';
import type { CertificateKind, Storage } from '../certificate/certificate-record.ts';
import { birthdayAfter } from './birthdays.ts';

export interface ValidityQuestion {
  readonly kind: CertificateKind;
  readonly storage: Storage;
  readonly issuedAt: Date;
  /** The holder's; of no account for an organisation. */
  readonly birthdate: BirthDate;
  /** Last day of the document that proved the person. */
  readonly documentExpiry?: IsoDate | undefined;
  /** Whether it renews a good certificate within that one's last months (`isRenewable`): the remaining months are not lost. */
  readonly renews: boolean;
  /** notAfter of the authority: nobody can vouch for longer than themselves. */
  readonly authorityNotAfter: Date;
  readonly settings: Pick<CertificateSettings, 'timeZone' | 'validity' | 'storageYears' | 'sealYears'>;
}

export interface CertificateEnd {
  readonly notAfter: Date;
  /** The calendar day of `notAfter` in the authority's time zone. */
  readonly expiresOn: IsoDate;
}

const BIRTHDAYS = 5;
const BIRTHDAYS_WHEN_RENEWED = 6;

/** The last second of the last day (C3): the earliest of the profile's end, the document's end, and the authority's own. */
export function endOf(question: ValidityQuestion): CertificateEnd {
  const { timeZone } = question.settings;
  const day = earliest(lastDayByProfile(question), documentEnd(question));
  const notAfter = lastSecondOf(day, timeZone);
  if (notAfter <= question.authorityNotAfter) return { notAfter, expiresOn: day };
  return { notAfter: question.authorityNotAfter, expiresOn: dayIn(timeZone, question.authorityNotAfter) };
}

function lastDayByProfile({
  kind,
  storage,
  issuedAt,
  birthdate,
  renews,
  settings,
}: ValidityQuestion): IsoDate {
  const today = dayIn(settings.timeZone, issuedAt);
  if (isOfOrganisation(kind)) return yearsFrom(today, settings.sealYears);
  if (settings.validity === 'by-storage') {
    return yearsFrom(today, storage === 'file' ? settings.storageYears.file : settings.storageYears.carrier);
  }
  return birthdayAfter(birthdate, today, renews ? BIRTHDAYS_WHEN_RENEWED : BIRTHDAYS);
}

/** At most so many years: the day of issue counts. */
const yearsFrom = (day: IsoDate, years: number): IsoDate => addDays(addYears(day, years), -1);

const documentEnd = ({ kind, documentExpiry }: ValidityQuestion): IsoDate | undefined =>
  isOfOrganisation(kind) ? undefined : documentExpiry;

const earliest = (day: IsoDate, other: IsoDate | undefined): IsoDate =>
  other !== undefined && other < day ? other : day;

/** 23:59:59 of a day in a time zone, also on days with 23 or 25 hours. */
function lastSecondOf(day: IsoDate, timeZone: string): Date {
  return new Date(startOfDay(addDays(day, 1), timeZone).getTime() - 1000);
}
