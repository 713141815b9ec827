import { useEffect, useRef, useState } from 'preact/hooks';
import type { AddressRequest, AddressView, IdentityView } from '../../lambdas/contracts/account.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { LoggedIn } from '../citizen-session/logged-in.tsx';
import { residenceOptions } from '../enrolment/countries.ts';
import { calendarDate, countryName } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';

const addressOf = ({ address }: IdentityView): string =>
  address
    ? `${address.street}, ${address.postalCode} ${address.city}, ${countryName(address.country)}`
    : t('identity.no-address');

const Facts = ({ identity }: { readonly identity: IdentityView }) => {
  const facts: readonly (readonly [string, string])[] = [
    [t('label.givenNames'), identity.givenName],
    [t('label.familyName'), identity.familyName],
    ...(identity.usedName ? [[t('label.usedName'), identity.usedName] as const] : []),
    [t('apply.birthdate'), calendarDate(identity.birthdate)],
    [t('apply.sex'), t(identity.gender === 'male' ? 'apply.sex-1' : 'apply.sex-2')],
    [t('apply.address'), addressOf(identity)],
    [t('claim.email'), identity.email],
    [t('claim.phone_number'), identity.phone],
    [t('identity.level'), t(`identity.level-${identity.level}`)],
  ];
  return (
    <dl class="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const EMPTY: AddressRequest = { street: '', postalCode: '', city: '', country: 'FR' };

interface ChangeProps {
  readonly address: AddressRequest | undefined;
  readonly onChanged: (view: AddressView) => void;
  readonly onClose: () => void;
}

/** A heading that takes the focus when it appears. */
function Arrived({ children }: { readonly children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 tabIndex={-1} ref={heading}>
      {children}
    </h2>
  );
}

function ChangeAddress({ address, onChanged, onClose }: ChangeProps) {
  const [entries, setEntries] = useState<AddressRequest>({ ...EMPTY, country: address?.country ?? 'FR' });
  const change = useAction(async () => {
    const view = await citizenCall<AddressView>('PUT', '/api/account/address', entries);
    announce(t('identity.address-changed'));
    onChanged(view);
  });
  const line = (field: 'street' | 'postalCode' | 'city', autocomplete: string) => (
    <TextField
      id={field}
      label={t(`label.address.${field}`)}
      value={entries[field]}
      onValue={(value) => setEntries({ ...entries, [field]: value })}
      autocomplete={autocomplete}
      wrong={fieldCode(change.failure, field)}
    />
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        change.run();
      }}
    >
      <Arrived>{t('identity.new-address')}</Arrived>
      <p>{t('identity.new-address-text')}</p>
      <FailureNotice action={change} />
      {line('street', 'street-address')}
      {line('postalCode', 'postal-code')}
      {line('city', 'address-level2')}
      <SelectField
        id="country"
        label={t('label.address.country')}
        value={entries.country}
        onValue={(country) => setEntries({ ...entries, country })}
        options={residenceOptions()}
        autocomplete="country"
      />
      <div class="actions">
        <Button type="submit" busy={change.busy}>
          {t('identity.change-address')}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {t('identity.stay')}
        </Button>
      </div>
    </form>
  );
}

const Changed = ({ ended }: AddressView) => (
  <div class="notice">
    <CheckIcon />
    <div>
      <Arrived>{t('identity.address-changed')}</Arrived>
      {ended.length > 0 && <p>{t('identity.signature-ended')}</p>}
      <div class="actions">
        <ButtonLink href="/app/move" small>
          {t('identity.tell-businesses')}
        </ButtonLink>
        {ended.length > 0 && (
          <ButtonLink href="/app/certificates/apply/signature" look="second" small>
            {t('apply.title-signature')}
          </ButtonLink>
        )}
      </div>
    </div>
  </div>
);

/** D8: the code that the counter gave after comparing the documents. */
function RaiseLevel({ onRaised }: { readonly onRaised: () => void }) {
  const [code, setCode] = useState('');
  const raise = useAction(async () => {
    await citizenCall('POST', '/api/account/upgrade', { code: code.trim() });
    announce(t('identity.raised'));
    onRaised();
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        raise.run();
      }}
    >
      <h2>{t('identity.raise')}</h2>
      <p>{t('identity.raise-text')}</p>
      <FailureNotice action={raise} />
      <TextField
        id="code"
        label={t('identity.raise-code')}
        value={code}
        onValue={setCode}
        inputMode="numeric"
        look="code"
        wrong={fieldCode(raise.failure, 'code')}
      />
      <div class="actions">
        <Button type="submit" look="second" busy={raise.busy}>
          {t('identity.raise-do')}
        </Button>
      </div>
    </form>
  );
}

/** What is known of the person, with what they change themselves. */
const Identity = ({ identity, reload }: { readonly identity: IdentityView; readonly reload: () => void }) => {
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState<AddressView>();
  return (
    <>
      {changed && !changing && <Changed {...changed} />}
      {!changing && <Facts identity={identity} />}
      {changing ? (
        <ChangeAddress
          address={identity.address}
          onChanged={(view) => {
            setChanged(view);
            setChanging(false);
            reload();
          }}
          onClose={() => setChanging(false)}
        />
      ) : (
        <div class="actions">
          <Button look="second" onPress={() => setChanging(true)}>
            {t('identity.i-moved')}
          </Button>
          <ButtonLink href="/app/account" look="quiet">
            {t('identity.change-contacts')}
          </ButtonLink>
        </div>
      )}
      {identity.level === 'low' && !changing && <RaiseLevel onRaised={reload} />}
    </>
  );
};

/** `/app/identity`: what is known of the person (B11), a new address (C4, E6), a raised level (D8). */
export default function IdentityArea() {
  return (
    <LoggedIn>
      <Page title={t('identity.title')} lead={t('identity.lead')}>
        <Fetched<IdentityView> path="/api/account/identity">
          {(identity, reload) => <Identity identity={identity} reload={reload} />}
        </Fetched>
      </Page>
    </LoggedIn>
  );
}
