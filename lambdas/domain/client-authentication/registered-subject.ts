import type { Client } from '../client/client.ts';
import type { Certificate } from '../x509/certificate.ts';
import { subjectAltNamesOf } from '../x509/extensions.ts';
import { keysOfNameText } from '../x509/read-name-text.ts';
import { addressOctets } from './address-octets.ts';

/** One way to say whose certificate a client shows (RFC 8705 §2.1.2). */
interface SubjectForm {
  /** What to write, for who wrote something else. */
  readonly form: string;
  /** The value as it is compared; undefined when it is not of the form. */
  readonly read: (registered: string) => string | undefined;
  /** The same of a certificate: each value it has. */
  readonly shown: (certificate: Certificate) => readonly string[];
}

const exact = (pattern: RegExp) => (value: string) => (pattern.test(value) ? value : undefined);
/** DNS names, and the domain of an address, know no case (RFC 5280 §7.2, §7.5). */
const dns = (value: string) => exact(/^[\w*-]+(\.[\w-]+)*$/)(value)?.toLowerCase();
const email = (value: string) =>
  exact(/^[^\s@]+@[^\s@]+$/)(value)?.replace(/@.*$/, (domain) => domain.toLowerCase());
const alternatives =
  (type: 'dns' | 'uri' | 'email', read: (value: string) => string | undefined) =>
  (certificate: Certificate): readonly string[] =>
    subjectAltNamesOf(certificate).flatMap((name) =>
      name.type === type && 'value' in name ? (read(name.value) ?? []) : [],
    );
const uri = exact(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/);

const FORMS = {
  tls_client_auth_subject_dn: {
    form: 'a distinguished name as RFC 4514 writes it, like CN=tax.example,O=Tax Office,C=FR',
    read: (value) => keysOfNameText(value)?.join('\n'),
    shown: ({ subject }) => [subject.keys.join('\n')],
  },
  tls_client_auth_san_dns: { form: 'a DNS name', read: dns, shown: alternatives('dns', dns) },
  tls_client_auth_san_uri: { form: 'a URI', read: uri, shown: alternatives('uri', uri) },
  tls_client_auth_san_ip: {
    form: 'an IP address',
    read: addressOctets,
    shown: (certificate) =>
      subjectAltNamesOf(certificate).flatMap((name) =>
        name.type === 'ip' ? Buffer.from(name.address).toString('hex') : [],
      ),
  },
  tls_client_auth_san_email: { form: 'an e-mail address', read: email, shown: alternatives('email', email) },
} as const satisfies Partial<Record<keyof Client, SubjectForm>>;

export const SUBJECT_MEMBERS = Object.keys(FORMS) as (keyof typeof FORMS)[];

/** A subject that a client registered. */
export interface RegisteredSubject extends SubjectForm {
  readonly member: keyof typeof FORMS;
  /** Undefined when what is registered is not of the form. */
  readonly expected: string | undefined;
}

/** Every subject a client registered; a valid registration has one (RFC 8705 §2.1.2). */
export const registeredSubjects = (client: Client): readonly RegisteredSubject[] =>
  SUBJECT_MEMBERS.flatMap((member) => {
    const value = client[member];
    return value === undefined ? [] : { member, ...FORMS[member], expected: FORMS[member].read(value) };
  });
