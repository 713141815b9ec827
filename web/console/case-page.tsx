import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { call } from '../api/call.ts';
import { dateAndTime } from '../i18n/format.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Countdown } from '../ui/countdown.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import type { Case } from './case.ts';
import { Comparison, Mrz } from './comparison.tsx';
import { Decision } from './decision.tsx';
import { Faces } from './faces.tsx';
import { asOperator } from './operator.ts';
import { reasonName } from './queue.tsx';
import { Scores } from './scores.tsx';
import { useShortcuts } from './shortcuts.tsx';
import { Viewer } from './viewer.tsx';

const Panel = ({ title, hint, children }: { title: string; hint?: string; children: ComponentChildren }) => (
  <section class="card panel">
    <h2>{title}</h2>
    {hint && <p class="soft small">{hint}</p>}
    {children}
  </section>
);

const Recording = ({ shown }: { readonly shown: Case }) => {
  const video = useRef<HTMLVideoElement>(null);
  const play = (): void => {
    const { current } = video;
    if (current) void (current.paused ? current.play() : current.pause());
  };
  useShortcuts({ v: play });
  return (
    <>
      {shown.evidence.video && (
        // biome-ignore lint/a11y/useMediaCaption: the spoken digits to listen for stand beside it
        <video ref={video} src={shown.evidence.video} controls aria-label={t('case.video-label')} />
      )}
      <p class="digits">
        <span class="soft">{t('case.digits')}</span>
        <strong class="numeric">{[...shown.challengeDigits].join(' ')}</strong>
      </p>
    </>
  );
};

const documentPictures = ({ evidence }: Case) => [
  ...(evidence.front ? [{ url: evidence.front, label: t('case.front') }] : []),
  ...(evidence.back ? [{ url: evidence.back, label: t('case.back-side') }] : []),
];

const Decided = ({ decision }: { readonly decision: NonNullable<Case['decision']> }) => (
  <div class="notice">
    <CheckIcon />
    <div>
      <h2>
        {t('decision.made', { outcome: sentenceOf(`outcome.${decision.outcome}`) ?? decision.outcome })}
      </h2>
      <p>{t('decision.by', { name: decision.by, at: dateAndTime(decision.at) })}</p>
      {decision.reasons.length > 0 && <p>{decision.reasons.map(reasonName).join(', ')}</p>}
      {decision.note && <p>{decision.note}</p>}
      <ButtonLink href="/console" small>
        {t('decision.next')}
      </ButtonLink>
    </div>
  </div>
);

const Noticed = ({ reasons }: { readonly reasons: readonly string[] }) => (
  <p class="row">
    <span class="soft">{t('queue.noticed')}:</span>
    {reasons.length === 0
      ? t('queue.nothing-noticed')
      : reasons.map((reason) => (
          <span key={reason} class="chip warn">
            {reasonName(reason)}
          </span>
        ))}
  </p>
);

/** Everything about one case side by side, and the decision. */
export function CasePage({ id }: { readonly id: string }) {
  const { route } = useLocation();
  const [shown, setShown] = useState<Case>();
  const load = useCallback(async () => {
    setShown(await asOperator(() => call<Case>('GET', `/api/review/cases/${encodeURIComponent(id)}`)));
  }, [id]);
  const fetched = useAction(load);
  useEffect(() => fetched.run(), [id]);
  useShortcuts({ b: () => route('/console') });
  if (!shown) return <FailureNotice action={fetched} />;
  const identity = Object.entries(shown.identity).filter(([, value]) => value !== '');
  return (
    <div class="case">
      <a href="/console">{t('case.back')}</a>
      <Page
        title={t('case.title', { reference: shown.reference })}
        kicker={`${t(`level.${shown.level}`)} · ${t(`document.${shown.documentType}`)}`}
      >
        <p class="row soft">
          <span>
            {t('case.opened')} {dateAndTime(shown.openedAt)}
          </span>
          {!shown.decision && (
            <span>
              {t('case.due')} <Countdown until={shown.deadline} />
            </span>
          )}
          <Button look="quiet" small busy={fetched.busy} onPress={() => fetched.run()}>
            {t('case.reload')}
          </Button>
        </p>
        <Noticed reasons={shown.reasons} />
      </Page>
      <div class="case-columns">
        <div class="case-evidence">
          <Panel title={t('case.faces')} hint={t('case.faces-hint')}>
            <Faces shown={shown} />
            <Scores scores={shown.scores} />
          </Panel>
          <Panel title={t('case.document')}>
            <Viewer pictures={documentPictures(shown)} />
          </Panel>
          <Panel title={t('case.differences')}>
            <Comparison comparison={shown.comparison} />
          </Panel>
          <Panel title={t('case.mrz')}>
            <Mrz mrz={shown.mrz} />
          </Panel>
          <Panel title={t('case.identity')}>
            <dl class="facts">
              {identity.map(([name, value]) => (
                <div key={name}>
                  <dt>{sentenceOf(`claim.${name}`) ?? sentenceOf(`label.${name}`) ?? name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </Panel>
        </div>
        <div class="case-side">
          <Panel title={t('case.video')}>
            <Recording shown={shown} />
          </Panel>
          <section class="card panel">
            {shown.decision ? (
              <Decided decision={shown.decision} />
            ) : (
              <Decision id={id} onDecided={() => fetched.run()} />
            )}
          </section>
        </div>
      </div>
    </div>
  );
}
