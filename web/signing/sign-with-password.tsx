import { useEffect, useState } from 'preact/hooks';
import { readPhone, thisPhone } from '../authenticator/this-phone.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField } from '../ui/field.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import { type KeptKey, keyFor, type SigningKind } from './key-vault.ts';
import { sign, type ToSign } from './sign.ts';
import './signing.css';

interface SignWithPasswordProps {
  /** What to sign: bytes for an attached signature, or only a digest for a detached one. */
  readonly what: ToSign;
  readonly kind: SigningKind;
  /** Organisation number, for its corporate certificate or official seal. */
  readonly organisation?: string;
  /** Words of the button; “Sign” unless told. */
  readonly label?: string;
  /** Gets the CMS (DER); its failure is shown here, with the entries kept. */
  readonly onSigned: (cms: Uint8Array<ArrayBuffer>, timeStamped: boolean) => Promise<void> | void;
}

const applyPath = (kind: SigningKind, organisation: string | undefined): string => {
  const query = organisation ? `?organisation=${encodeURIComponent(organisation)}` : '';
  return `/app/certificates/apply/${kind}${query}`;
};

const NoKey = ({ kind, organisation }: Pick<SignWithPasswordProps, 'kind' | 'organisation'>) => (
  <div class="notice warn">
    <WarningIcon />
    <div>
      <h2>{t('sign.no-key')}</h2>
      <p>{t(kind === 'signature' ? 'sign.no-key-signature' : 'sign.no-key-organisation')}</p>
      <div class="actions">
        <ButtonLink href={applyPath(kind, organisation)}>{t('sign.get-certificate')}</ButtonLink>
      </div>
    </div>
  </div>
);

/** Asks for the signing password and signs on this device; offers the way to a certificate where there is no key. */
export function SignWithPassword({ what, kind, organisation, label, onSigned }: SignWithPasswordProps) {
  const [key, setKey] = useState<KeptKey | null>();
  const [password, setPassword] = useState('');
  const [stage, setStage] = useState<'opening' | 'stamping'>('opening');
  const look = useAction(async () => {
    if (!thisPhone.value) await readPhone();
    setKey((await keyFor(kind, organisation)) ?? null);
  });
  useEffect(() => look.run(), [kind, organisation]);
  const work = useAction(async () => {
    const device = thisPhone.value;
    if (!key || !device) return;
    const { cms, timeStamped } = await sign(device, key, password, what, setStage);
    await onSigned(cms, timeStamped);
    setPassword('');
  });
  if (key === undefined) return <FailureNotice action={look} />;
  if (key === null) return <NoKey kind={kind} {...(organisation && { organisation })} />;
  return (
    <form
      class="sign-with-password"
      onSubmit={(event) => {
        event.preventDefault();
        work.run();
      }}
    >
      <FailureNotice action={work} />
      <TextField
        id="signing-password"
        type="password"
        label={t('sign.password')}
        hint={t('sign.password-hint')}
        value={password}
        onValue={setPassword}
        autocomplete="off"
        maxLength={16}
      />
      <div class="actions">
        <Button type="submit" busy={work.busy}>
          {label ?? t('sign.do')}
        </Button>
      </div>
      {work.busy && (
        <p class="soft" role="status">
          {t(stage === 'opening' ? 'sign.working' : 'sign.stamping')}
        </p>
      )}
    </form>
  );
}
