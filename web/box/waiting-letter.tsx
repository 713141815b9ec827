import { useState } from 'preact/hooks';
import type { BoxItemView, RefusalReason } from '../../lambdas/contracts/mailbox.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { dateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { problemOf, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices } from '../ui/field.tsx';
import { LetterArt } from './letter-art.tsx';
import { TimeLeft } from './time-left.tsx';

const REASONS: readonly RefusalReason[] = ['no-reason-given', 'not-expected', 'not-for-me', 'wants-paper'];

interface WaitingLetterProps {
  readonly item: BoxItemView;
  readonly letter: NonNullable<BoxItemView['letter']>;
  readonly onDecided: (item: BoxItemView) => void;
  /** The time ran out, or it was decided elsewhere. */
  readonly onOver: () => void;
}

interface RefusalProps {
  readonly letter: string;
  readonly onRefused: (item: BoxItemView) => void;
  readonly onClose: () => void;
}

function RefusalDialog({ letter, onRefused, onClose }: RefusalProps) {
  const [reason, setReason] = useState<RefusalReason>('no-reason-given');
  const refuse = useAction(async () => {
    onRefused(await citizenCall<BoxItemView>('POST', `/api/mailbox/letters/${letter}/refusal`, { reason }));
    announce(t('letter.refused'));
  });
  return (
    <Dialog title={t('letter.refuse-title')} onClose={onClose}>
      <p>{t('letter.refuse-text')}</p>
      <FailureNotice action={refuse} />
      <Choices
        id="reason"
        label={t('letter.reason')}
        value={reason}
        onValue={(value) => setReason(value as RefusalReason)}
        choices={REASONS.map((value) => ({ value, title: t(`letter.reason-${value}`) }))}
      />
      <Button look="danger" busy={refuse.busy} onPress={() => refuse.run()}>
        {t('letter.refuse-do')}
      </Button>
    </Dialog>
  );
}

/** Accept or refuse, each with what it means before one decides (E1). */
export function WaitingLetter({ item, letter, onDecided, onOver }: WaitingLetterProps) {
  const [refusing, setRefusing] = useState(false);
  const accept = useAction(async () => {
    onDecided(await citizenCall<BoxItemView>('POST', `/api/mailbox/letters/${letter.id}/acceptance`));
    announce(t('letter.accepted'));
  });
  const over = ['letter-unclaimed', 'letter-decided'].includes(problemOf(accept.failure)?.code ?? '');
  return (
    <>
      <div class="letter-waits">
        <LetterArt />
        <div>
          <p>{t('letter.arrived', { date: dateAndTime(item.arrivedAt) })}</p>
          {letter.claimUntil && <TimeLeft until={letter.claimUntil} date />}
        </div>
      </div>
      <FailureNotice action={accept} />
      {over ? (
        <div class="actions">
          <Button look="second" onPress={onOver}>
            {t('letter.look-again')}
          </Button>
        </div>
      ) : (
        <div class="decision">
          <section>
            <h2>{t('letter.accept')}</h2>
            <p>{t('letter.accept-text')}</p>
            <Button busy={accept.busy} onPress={() => accept.run()}>
              {t('letter.accept-do')}
            </Button>
          </section>
          <section>
            <h2>{t('letter.refuse')}</h2>
            <p>{t('letter.refuse-means')}</p>
            <Button look="danger" onPress={() => setRefusing(true)}>
              {t('letter.refuse-button')}
            </Button>
          </section>
        </div>
      )}
      <p class="soft">{t('letter.silence')}</p>
      {refusing && (
        <RefusalDialog letter={letter.id} onRefused={onDecided} onClose={() => setRefusing(false)} />
      )}
    </>
  );
}
