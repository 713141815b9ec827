import type { ApplicationSummary } from '../../lambdas/contracts/procedures.ts';
import { t } from '../i18n/translate.ts';
import { outcomeName } from './documents.tsx';
import { procedureOf } from './procedures.ts';

type Standing = Pick<ApplicationSummary, 'status' | 'outcome' | 'procedure'>;

const lookOf = ({ status, outcome, procedure }: Standing): string => {
  if (status !== 'answered') return status;
  const found = procedureOf(procedure)?.answer.outcomes.find(({ value }) => value === outcome);
  return found?.positive ? 'positive' : 'negative';
};

/** Where an application stands, as a mark. */
export const StatusMark = (standing: Standing) => (
  <span class={`status-mark ${lookOf(standing)}`}>
    {standing.status === 'answered' && standing.outcome
      ? outcomeName(procedureOf(standing.procedure), standing.outcome)
      : t(`proc.status-${standing.status}`)}
  </span>
);
