import { useState } from 'preact/hooks';
import type { ContactCodeView, ContactsView, IdentityView } from '../../lambdas/contracts/account.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { useDraft } from '../enrolment/draft.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { CodeEntry } from '../ui/code-entry.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField } from '../ui/field.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { BackToAccount } from './back-to-account.tsx';
import { CONTACTS, type Contact } from './contacts.ts';

interface Entries {
  readonly value: string;
  /** The code is on its way. */
  readonly sent?: ContactCodeView | undefined;
}

const EMPTY: Entries = { value: '' };

interface EntryProps {
  readonly contact: Contact;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly onSent: (sent: ContactCodeView) => void;
}

/** What it is now, and the new one. */
function Entry({ contact, value, onValue, onSent }: EntryProps) {
  const { kind, words } = contact;
  const send = useAction(async () => {
    contact.require(value);
    onSent(await citizenCall<ContactCodeView>('POST', contact.path, { [kind]: value.trim() }));
  });
  return (
    <Page title={t(words.title)} lead={t(words.lead)}>
      <FailureNotice action={send} />
      <Fetched<IdentityView> path="/api/account/identity">
        {(identity) => <p>{t('account.now', { value: identity[kind] })}</p>}
      </Fetched>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send.run();
        }}
      >
        <TextField
          id={kind}
          {...contact.input}
          label={t(words.label)}
          hint={t(words.hint)}
          value={value}
          wrong={fieldCode(send.failure, kind)}
          onValue={onValue}
        />
        <div class="actions">
          <Button type="submit" busy={send.busy}>
            {t(words.send)}
          </Button>
        </div>
      </form>
    </Page>
  );
}

interface CodeProps {
  readonly contact: Contact;
  readonly value: string;
  readonly sent: ContactCodeView;
  readonly onSent: (sent: ContactCodeView | undefined) => void;
  readonly onChanged: (contacts: ContactsView) => void;
}

function Code({ contact: { kind, path, words }, value, sent, onSent, onChanged }: CodeProps) {
  const check = useAction(async (code: string) => {
    onChanged(await citizenCall<ContactsView>('POST', `${path}/confirm`, { [kind]: value.trim(), code }));
    announce(t(words.done));
  });
  const resend = useAction(async () =>
    onSent(await citizenCall<ContactCodeView>('POST', path, { [kind]: value.trim() })),
  );
  return (
    <Page title={t(words.codeTitle)} lead={t(words.codeLead, { to: sent.to })}>
      <CodeEntry
        key={sent.expiresAt}
        label={t(words.codeLabel)}
        length={sent.codeLength}
        expiresAt={sent.expiresAt}
        resendAt={sent.resendAt}
        check={check}
        resend={resend}
      />
      <p class="soft">{t(words.nothingCame)}</p>
      <Button look="quiet" onPress={() => onSent(undefined)}>
        {t(words.another)}
      </Button>
    </Page>
  );
}

const Changed = ({ contact: { kind, words }, contacts }: { contact: Contact; contacts: ContactsView }) => (
  <Page title={t(words.done)} lead={t(words.doneLead, { value: contacts[kind] })} centred>
    <p class="big-tick">
      <CheckIcon />
    </p>
    <p>{t(words.told)}</p>
    <div class="actions">
      <ButtonLink href="/app/account">{t('account.back')}</ButtonLink>
    </div>
  </Page>
);

/** Another address or number, proved by a code that is sent there (B11). A reload goes on where it was. */
export function ChangeContact({ kind }: Pick<Contact, 'kind'>) {
  const contact = CONTACTS[kind];
  const { entries, change, drop } = useDraft<Entries>(`contact-${kind}`, EMPTY);
  const [contacts, setContacts] = useState<ContactsView>();
  if (contacts) return <Changed contact={contact} contacts={contacts} />;
  const { value, sent } = entries;
  return (
    <>
      <BackToAccount />
      {sent && Date.parse(sent.expiresAt) > Date.now() ? (
        <Code
          contact={contact}
          value={value}
          sent={sent}
          onSent={(again) => change({ sent: again })}
          onChanged={(now) => {
            change({ value: '', sent: undefined });
            drop();
            setContacts(now);
          }}
        />
      ) : (
        <Entry
          contact={contact}
          value={value}
          onValue={(typed) => change({ value: typed })}
          onSent={(view) => change({ sent: view })}
        />
      )}
    </>
  );
}
