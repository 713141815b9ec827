import { useState } from 'preact/hooks';
import type { BoxItemView, EvidencesView } from '../../lambdas/contracts/mailbox.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { dateAndTime } from '../i18n/format.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { saveFile } from '../signing/save-file.ts';
import { Button } from '../ui/button.tsx';
import { DownloadIcon } from '../ui/icons.tsx';
import { bytesOf } from './bytes-of.ts';

type Evidence = EvidencesView['evidences'][number];

const Line = ({ evidence: { event, at, file } }: { readonly evidence: Evidence }) => (
  <li>
    <span>
      <strong>{sentenceOf(`evidence.${event}`) ?? event}</strong>
      <span class="soft">{dateAndTime(at)}</span>
    </span>
    {file && (
      <Button
        look="second"
        small
        onPress={() => saveFile(file.name, 'application/pkcs7-mime', bytesOf(file.bytes))}
      >
        <DownloadIcon />
        {t('evidence.save')}
        <span class="hidden-visually"> {sentenceOf(`evidence.${event}`) ?? event}</span>
      </Button>
    )}
  </li>
);

interface EvidencesProps {
  readonly letter: string;
  readonly state: NonNullable<BoxItemView['letter']>['state'];
}

/** The signed proofs of a letter; asked for when they are wanted. */
export function Evidences({ letter, state }: EvidencesProps) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('evidence.title')}</summary>
      <div>
        <p>{t(state === 'accepted' ? 'evidence.text' : 'evidence.text-hidden')}</p>
        {open && (
          <Fetched<EvidencesView> key={state} path={`/api/mailbox/letters/${letter}/evidences`}>
            {({ evidences }) => (
              <ul class="evidences">
                {evidences.map((evidence) => (
                  <Line key={`${evidence.event}${evidence.at}`} evidence={evidence} />
                ))}
              </ul>
            )}
          </Fetched>
        )}
      </div>
    </details>
  );
}
