import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../ui/action.ts';
import { FailureNotice } from '../ui/failure.tsx';
import { citizenCall, citizenSession } from './citizen-session.ts';

interface FetchedProps<T> {
  readonly path: string;
  readonly children: (value: T, reload: () => void) => ComponentChildren;
  /** What stands there until the answer comes. */
  readonly waiting?: ComponentChildren;
}

/**
 * Something of the person's own: fetched, shown, or the failure with "try again". Asked for anew when the path changes, and
 * when the code was typed again after the session had ended.
 */
export function Fetched<T>({ path, children, waiting }: FetchedProps<T>) {
  const [found, setFound] = useState<{ readonly path: string; readonly value: T }>();
  const load = useAction(async (from: string) =>
    setFound({ path: from, value: await citizenCall<T>('GET', from) }),
  );
  const opened = citizenSession.value?.openedAt;
  useEffect(() => load.run(path), [path, opened]);
  useEffect(() => {
    if (found && found.path !== path && !load.busy) load.run(path); // it changed while the former was under way
  }, [found, path, load.busy]);
  return (
    <>
      <FailureNotice action={load} />
      {found?.path === path ? children(found.value, () => load.run(path)) : !load.failure && waiting}
    </>
  );
}
