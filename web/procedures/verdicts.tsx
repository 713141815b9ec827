import type { DeliveryView, SignatureView } from '../../lambdas/contracts/procedures.ts';
import { shortDateAndTime } from '../i18n/format.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { CheckIcon, WarningIcon } from '../ui/icons.tsx';

const Verdict = ({ good, children }: { readonly good: boolean; readonly children: string }) => (
  <li class={good ? undefined : 'bad'}>
    {good ? <CheckIcon /> : <WarningIcon />}
    <span>{children}</span>
  </li>
);

const signatureSentence = ({
  valid,
  failure = '',
  signer = '',
  stampedAt,
  claimedAt,
}: SignatureView): string => {
  if (!valid) {
    const why = sentenceOf(`proc.failure-${failure}`) ?? failure;
    return t('proc.signature-bad', { why });
  }
  const at = stampedAt ?? claimedAt;
  return at
    ? t('proc.signature-good-at', { signer, at: shortDateAndTime(at) })
    : t('proc.signature-good', { signer });
};

export const SignatureVerdict = ({ verification }: { readonly verification: SignatureView }) => (
  <Verdict good={verification.valid}>{signatureSentence(verification)}</Verdict>
);

/** E2: issued to this person by request, delivered, unchanged. */
export const DeliveryVerdicts = ({ delivery }: { readonly delivery: DeliveryView }) =>
  delivery.confirmed ? (
    <Verdict good>
      {t('proc.delivery-good', { at: shortDateAndTime(delivery.deliveredAt ?? delivery.issuedAt ?? '') })}
    </Verdict>
  ) : (
    delivery.failures.map((failure) => (
      <Verdict key={failure} good={false}>
        {sentenceOf(`proc.delivery-${failure}`) ?? failure}
      </Verdict>
    ))
  );
