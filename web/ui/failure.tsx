import { useEffect, useRef } from 'preact/hooks';
import type { NextRoute, Problem } from '../../lambdas/contracts/problem.ts';
import { ConnectionFailure, RefusedCall } from '../api/call.ts';
import { clock } from '../i18n/format.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { type Action, isPassing } from './action.ts';
import { Button, ButtonLink } from './button.tsx';
import { WarningIcon } from './icons.tsx';
import { placeOf } from './next-routes.ts';

/** What a refusal means and what to do now, in the person's language. */
export function problemSentence(problem: Problem): string {
  const values = { tries: problem.triesLeft ?? 0, wait: clock(problem.retryAfterSeconds ?? 60) };
  return sentenceOf(`problem.${problem.code}`, values) ?? problem.detail;
}

/** Of the code of a fault; a sentence of the server's own stands for itself. */
export const fieldSentence = (fault: string): string =>
  sentenceOf(`field.${fault}`) ?? (/^[a-z-]+$/.test(fault) ? t('field.other') : fault);

/** The sentence of any failure. */
export function failureSentence(failure: Error): string {
  if (failure instanceof RefusedCall) return problemSentence(failure.problem);
  return failure instanceof ConnectionFailure ? t('failure.connection') : t('failure.unexpected');
}

/** Links to the routes open to the person (A5: never a dead end). */
export const NextRoutes = ({ next }: { readonly next: readonly string[] }) => {
  const routes = next.flatMap((route) => {
    const href = placeOf(route as NextRoute);
    return href ? [{ route: route as NextRoute, href }] : [];
  });
  if (routes.length === 0) return null;
  return (
    <div class="actions">
      {routes.map(({ route, href }) => (
        <ButtonLink key={route} href={href} look="second" small>
          {sentenceOf(`next.${route}`) ?? route}
        </ButtonLink>
      ))}
    </div>
  );
};

interface FieldLinksProps extends Required<Pick<FailureNoticeProps, 'idOf' | 'labelOf'>> {
  readonly problem: Problem;
}

const FieldLinks = ({ problem, idOf, labelOf }: FieldLinksProps) => (
  <ul>
    {problem.fields?.map(({ field, code, sentence }) => (
      <li key={`${field} ${sentence}`}>
        <a
          href={`#${idOf(field)}`}
          onClick={(event) => {
            event.preventDefault();
            document.getElementById(idOf(field))?.focus();
          }}
        >
          {sentence ??
            t('failure.of-field', {
              field: labelOf(field) ?? sentenceOf(`label.${field}`) ?? field,
              fault: fieldSentence(code),
            })}
        </a>
      </li>
    ))}
  </ul>
);

interface FailureNoticeProps {
  readonly action: Pick<Action<never>, 'failure' | 'again' | 'busy'>;
  /** Where each field of the form is; the id equals the field's name unless told. */
  readonly idOf?: (field: string) => string;
  /** The name of a field where the dictionary (`label.<field>`) has none. */
  readonly labelOf?: (field: string) => string | undefined;
}

/** The error summary at the top of a form: takes the focus, links to the fields, and offers the next step. */
export function FailureNotice({
  action,
  idOf = (field) => field,
  labelOf = () => undefined,
}: FailureNoticeProps) {
  const { failure } = action;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure) box.current?.focus();
  }, [failure]);
  if (!failure) return null;
  const problem = failure instanceof RefusedCall ? failure.problem : undefined;
  const again = isPassing(failure);
  return (
    <div class="notice bad" role="alert" tabIndex={-1} ref={box}>
      <WarningIcon />
      <div>
        <h2>{failureSentence(failure)}</h2>
        {problem?.triesLeft !== undefined && problem.triesLeft > 0 && (
          <p>{t('failure.tries-left', { tries: problem.triesLeft })}</p>
        )}
        {problem?.fields && problem.fields.length > 0 && (
          <FieldLinks problem={problem} idOf={idOf} labelOf={labelOf} />
        )}
        {problem?.requestId && problem.status >= 500 && (
          <p class="small soft">{t('failure.request', { id: problem.requestId })}</p>
        )}
        {again && (
          <div class="actions">
            <Button look="second" small busy={action.busy} onPress={action.again}>
              {t('try-again')}
            </Button>
          </div>
        )}
        {problem?.next && <NextRoutes next={problem.next} />}
      </div>
    </div>
  );
}
