import { useState } from 'preact/hooks';
import type { SimpleSignatureView } from '../../lambdas/contracts/signatures.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { CodeEntry } from '../ui/code-entry.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { fromBase64 } from './key-derivation.ts';

interface SimpleSignatureProps {
  /** SHA-256 of the document, lower-case hex. */
  readonly digest: string;
  readonly name: string;
  readonly onSigned: (record: Uint8Array<ArrayBuffer>) => void;
}

/** A simple signature (D2): a code by SMS that names this document, then the sealed record. */
export function SimpleSignature({ digest, name, onSigned }: SimpleSignatureProps) {
  const [waiting, setWaiting] = useState<SimpleSignatureView>();
  const send = useAction(async () =>
    setWaiting(await citizenCall<SimpleSignatureView>('POST', '/api/signatures/simple', { digest, name })),
  );
  const check = useAction<string>(async (code) => {
    const path = `/api/signatures/simple/${encodeURIComponent(waiting?.signature ?? '')}/confirm`;
    const { record = '' } = await citizenCall<SimpleSignatureView>('POST', path, { code });
    onSigned(fromBase64(record));
  });
  if (!waiting)
    return (
      <>
        <FailureNotice action={send} />
        <div class="actions">
          <Button busy={send.busy} onPress={() => send.run()}>
            {t('sign-file.send-code')}
          </Button>
        </div>
      </>
    );
  return (
    <>
      <p>{t('sign-file.code-lead', { phone: waiting.phone, document: digest.slice(0, 8) })}</p>
      <CodeEntry
        label={t('sign-file.code')}
        length={waiting.codeLength}
        expiresAt={waiting.expiresAt}
        resendAt={waiting.resendAt}
        check={check}
        resend={send}
      />
    </>
  );
}
