import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { citizenSession } from '../citizen-session/citizen-session.ts';
import { useAction } from '../ui/action.ts';
import { FailureNotice } from '../ui/failure.tsx';
import { catalogue, readCatalogue } from './procedures.ts';

/** Shows its page once it is known what can be applied for. */
export function NeedsCatalogue({ children }: { readonly children: ComponentChildren }) {
  const load = useAction(readCatalogue);
  const opened = citizenSession.value?.openedAt;
  useEffect(() => load.run(), [opened]);
  if (!catalogue.value) return <FailureNotice action={load} />;
  return <div class="procedures">{children}</div>;
}
