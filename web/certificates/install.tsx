import { useState } from 'preact/hooks';
import type { CertificateApplicationView } from '../../lambdas/contracts/certificates.ts';
import type { IssuedCertificate } from '../../lambdas/contracts/certification.ts';
import { thisPhone } from '../authenticator/this-phone.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { certificationRequest } from '../signing/certification-request.ts';
import { FileChoice } from '../signing/file-choice.tsx';
import { fromBase64, isSigningPassword, toBase64 } from '../signing/key-derivation.ts';
import { keepKey, type SigningKind } from '../signing/key-vault.ts';
import { ES256, type MadeKey, makeSigningKey } from '../signing/make-key.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Field, TextField } from '../ui/field.tsx';

interface InstallProps {
  readonly application: CertificateApplicationView;
  readonly onIssued: (issued: IssuedCertificate) => void;
}

const send = (application: string, request: string): Promise<IssuedCertificate> =>
  citizenCall<IssuedCertificate>(
    'POST',
    `/api/certificates/applications/${encodeURIComponent(application)}/certificate`,
    { request },
  );

/** AUTHENTICATION: the request is made by this phone's own key. */
function OfThisPhone({ application, onIssued }: InstallProps) {
  const certify = useAction(async () => {
    const device = thisPhone.value;
    if (!device) return;
    const key = await crypto.subtle.importKey(
      'jwk',
      device.publicKey,
      { name: 'ECDSA', namedCurve: 'P-256' },
      true,
      ['verify'],
    );
    const request = await certificationRequest(await crypto.subtle.exportKey('spki', key), (data) =>
      crypto.subtle.sign(ES256, device.privateKey, data),
    );
    onIssued(await send(application.application, toBase64(request)));
  });
  return (
    <>
      <FailureNotice action={certify} />
      <p>{t('apply.read-authentication-1')}</p>
      <div class="actions">
        <Button busy={certify.busy} onPress={() => certify.run()}>
          {t('certificates.get')}
        </Button>
      </div>
    </>
  );
}

function checked(password: string, again: string): void {
  if (!isSigningPassword(password)) throw invalid([{ field: 'new-password', code: 'signing-password' }]);
  if (password !== again) throw invalid([{ field: 'password-again', code: 'passwords-differ' }]);
}

/** A key made in this browser, locked by its password (docs/signing-key.md). */
function InThisBrowser({ application, onIssued }: InstallProps) {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [made, setMade] = useState<MadeKey>();
  const make = useAction(async () => {
    const device = thisPhone.value;
    if (!device) return;
    checked(password, again);
    const { kind, organisation } = application;
    const use = { kind: kind as SigningKind, ...(organisation && { organisation }) };
    const key = made ?? (await makeSigningKey(device, use, password));
    setMade(key); // a lost answer is asked for again with the same key
    const issued = await send(application.application, toBase64(key.request));
    await keepKey({
      ...key.kept,
      certificate: fromBase64(issued.der),
      ...(issued.issuers[0] && { issuer: fromBase64(issued.issuers[0]) }),
      serial: issued.serial,
    });
    onIssued(issued);
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        make.run();
      }}
    >
      <FailureNotice action={make} />
      {!made && (
        <>
          <TextField
            id="new-password"
            type="password"
            label={t('apply.password')}
            hint={t('apply.password-hint')}
            value={password}
            onValue={setPassword}
            autocomplete="new-password"
            maxLength={16}
            wrong={fieldCode(make.failure, 'new-password')}
          />
          <TextField
            id="password-again"
            type="password"
            label={t('apply.password-again')}
            value={again}
            onValue={setAgain}
            autocomplete="new-password"
            maxLength={16}
            wrong={fieldCode(make.failure, 'password-again')}
          />
        </>
      )}
      <div class="actions">
        <Button type="submit" busy={make.busy}>
          {t('apply.make')}
        </Button>
      </div>
      {make.busy && (
        <p class="soft" role="status">
          {t('apply.making')}
        </p>
      )}
    </form>
  );
}

/** PKCS #10 from a carrier's own program, pasted or as a file. */
function FromCarrier({ application, onIssued }: InstallProps) {
  const [request, setRequest] = useState('');
  const certify = useAction(async () => onIssued(await send(application.application, request.trim())));
  const read = useAction<File>(async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    setRequest(text.includes('-----BEGIN') ? text : toBase64(bytes));
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        certify.run();
      }}
    >
      <FailureNotice action={certify} />
      <Field id="request" label={t('apply.request')} hint={t('apply.request-hint')}>
        <textarea
          id="request"
          class="input"
          rows={8}
          spellcheck={false}
          value={request}
          aria-describedby="request-hint"
          onInput={(event) => setRequest(event.currentTarget.value)}
        />
      </Field>
      <FileChoice id="request-file" label={t('sign-file.choose')} onFile={(file) => read.run(file)} />
      <div class="actions">
        <Button type="submit" busy={certify.busy}>
          {t('apply.send-request')}
        </Button>
      </div>
    </form>
  );
}

/** Step 4: the key is made, or its request sent, and the certificate comes back (C9). */
export const Install = (props: InstallProps) => {
  const { kind, storage } = props.application;
  if (kind === 'authentication') return <OfThisPhone {...props} />;
  return storage === 'file' ? <InThisBrowser {...props} /> : <FromCarrier {...props} />;
};
