import { useState } from 'preact/hooks';
import type { ClientMetadata } from '../../lambdas/contracts/relying-parties.ts';
import { language, sentenceOf, t } from '../i18n/translate.ts';
import { TextArea } from '../procedures/text-area.tsx';
import type { Action } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices, FieldGroup, TextField } from '../ui/field.tsx';
import { faultOf, labelOf, placesOf } from './faults.ts';
import { CLAIMS, claimOf, claimsOf, METHODS, withClaim, without } from './metadata.ts';

interface ServiceFormProps {
  readonly metadata: ClientMetadata;
  readonly onMetadata: (metadata: ClientMetadata) => void;
  readonly action: Action<ClientMetadata>;
  readonly label: string;
}

/** Metadata, guided or as JSON; both write the same. */
export function ServiceForm({ metadata, onMetadata, action, label }: ServiceFormProps) {
  const [json, setJson] = useState<string>();
  const [broken, setBroken] = useState('');
  const parse = (text: string): ClientMetadata | undefined => {
    try {
      setBroken('');
      return JSON.parse(text) as ClientMetadata;
    } catch (error) {
      setBroken(error instanceof Error ? error.message : '');
      return undefined;
    }
  };
  const show = (view: string): void => {
    if (view === 'expert') setJson(JSON.stringify(metadata, null, 2));
    const parsed = view === 'guided' ? parse(json ?? '{}') : undefined;
    if (parsed === undefined) return;
    onMetadata(parsed);
    setJson(undefined);
  };
  const send = (): void => {
    const written = json === undefined ? metadata : parse(json);
    if (written !== undefined) action.run(written);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <FailureNotice
        action={action}
        idOf={placesOf(json === undefined ? metadata : undefined)}
        labelOf={json === undefined ? labelOf : undefined}
      />
      <Choices
        id="view"
        label={t('connect-form.view')}
        value={json === undefined ? 'guided' : 'expert'}
        onValue={show}
        choices={(['guided', 'expert'] as const).map((value) => ({
          value,
          title: t(`connect-form.${value}`),
        }))}
      />
      {json === undefined ? (
        <Guided metadata={metadata} onMetadata={onMetadata} failure={action.failure} />
      ) : (
        <>
          {broken !== '' && (
            <p class="field-error" role="alert">
              {t('connect-form.json-broken', { reason: broken })}
            </p>
          )}
          <TextArea
            id="json"
            label={t('connect-form.json')}
            hint={t('connect-form.json-hint')}
            wrong={broken === '' ? faultOf(action.failure) : undefined}
            value={json}
            onValue={setJson}
            lines={24}
            maxLength={60_000}
          />
        </>
      )}
      <div class="actions">
        <Button type="submit" busy={action.busy}>
          {label}
        </Button>
      </div>
    </form>
  );
}

interface GuidedProps extends Pick<ServiceFormProps, 'metadata' | 'onMetadata'> {
  readonly failure: Error | undefined;
}

function Guided({ metadata, onMetadata, failure }: GuidedProps) {
  const set = (change: ClientMetadata): void => onMetadata(without({ ...metadata, ...change }));
  const wrong = (field: string): string | undefined => faultOf(failure, field);
  const { token_endpoint_auth_method: method = 'client_secret_basic' } = metadata;
  return (
    <>
      <TextField
        id="client_name"
        label={t('connect-form.name')}
        hint={t('connect-form.name-hint')}
        value={metadata.client_name ?? ''}
        onValue={(client_name) => set({ client_name })}
        maxLength={100}
        wrong={wrong('client_name')}
      />
      <TextField
        id="purpose"
        label={t('connect-form.purpose')}
        hint={t('connect-form.purpose-hint')}
        value={metadata.purpose?.[language.value] ?? ''}
        onValue={(text) => set({ purpose: { ...metadata.purpose, [language.value]: text } })}
        maxLength={120}
        wrong={wrong('purpose')}
      />
      <TextArea
        id="redirect_uris"
        label={t('connect-form.redirects')}
        hint={t('connect-form.redirects-hint')}
        value={(metadata.redirect_uris ?? []).join('\n')}
        onValue={(text) => set({ redirect_uris: text.split('\n') })}
        lines={3}
        maxLength={10_000}
        wrong={wrong('redirect_uris')}
      />
      <Choices
        id="token_endpoint_auth_method"
        label={t('connect-form.method')}
        value={method}
        onValue={(value) => set({ token_endpoint_auth_method: value as typeof method })}
        wrong={wrong('token_endpoint_auth_method')}
        choices={[...new Set([...METHODS, method])].map((value) => ({
          value,
          title: sentenceOf(`connect-form.method.${value}`) ?? value, // written as JSON
          text: sentenceOf(`connect-form.method.${value}-text`) ?? '',
        }))}
      />
      {method === 'private_key_jwt' && (
        <TextField
          id="jwks_uri"
          label={t('connect-form.jwks')}
          value={metadata.jwks_uri ?? ''}
          onValue={(jwks_uri) => set({ jwks_uri })}
          wrong={wrong('jwks_uri') ?? wrong('jwks')}
        />
      )}
      <Claims metadata={metadata} onMetadata={onMetadata} failure={failure} />
      <TextField
        id="policy_uri"
        label={t('connect-form.policy')}
        value={metadata.policy_uri ?? ''}
        onValue={(policy_uri) => set({ policy_uri })}
        wrong={wrong('policy_uri')}
      />
      <TextField
        id="contacts"
        label={t('connect-form.contact')}
        type="email"
        autocomplete="email"
        value={metadata.contacts?.[0] ?? ''}
        onValue={(contact) => set({ contacts: contact === '' ? [] : [contact] })}
        wrong={wrong('contacts')}
      />
    </>
  );
}

function Claims({ metadata, onMetadata, failure }: GuidedProps) {
  const chosen = claimsOf(metadata);
  return (
    <FieldGroup
      id="scope"
      label={t('connect-form.claims')}
      hint={t('connect-form.claims-hint')}
      wrong={faultOf(failure, 'scope') ?? faultOf(failure, 'claim_purposes', false)}
    >
      <div class="choices claim-choices">
        {CLAIMS.map((scope) => (
          <div key={scope}>
            <label class="choice">
              <input
                type="checkbox"
                checked={chosen.has(scope)}
                onChange={(event) => onMetadata(withClaim(metadata, scope, event.currentTarget.checked))}
              />
              <span>{t(`claim.${claimOf(scope)}`)}</span>
            </label>
            {chosen.has(scope) && (
              <TextField
                id={`why-${scope}`}
                label={t('connect-form.why', { claim: t(`claim.${claimOf(scope)}`) })}
                value={metadata.claim_purposes?.[claimOf(scope)] ?? ''}
                onValue={(why) =>
                  onMetadata(
                    without({
                      ...metadata,
                      claim_purposes: { ...metadata.claim_purposes, [claimOf(scope)]: why },
                    }),
                  )
                }
                maxLength={200}
                wrong={faultOf(failure, `claim_purposes.${claimOf(scope)}`)}
              />
            )}
          </div>
        ))}
      </div>
    </FieldGroup>
  );
}
