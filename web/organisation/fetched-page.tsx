import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { citizenCall, citizenSession } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';

interface FetchedPageProps<T> {
  readonly path: string;
  readonly children: (value: T, reload: () => void) => ComponentChildren;
  /** Where to go when it cannot be shown; the list of organisations unless told. */
  readonly back?: { readonly href: string; readonly title: string };
}

/** A page whose very title is fetched; where that fails, a page that says why and leads back. */
export function FetchedPage<T>({ path, children, back }: FetchedPageProps<T>) {
  const { href, title } = back ?? { href: '/organisation', title: t('organisation.title') };
  const [found, setFound] = useState<T>();
  const load = useAction(async () => setFound(await citizenCall<T>('GET', path)));
  const opened = citizenSession.value?.openedAt;
  useEffect(() => load.run(), [path, opened]);
  if (found !== undefined) {
    return (
      <>
        <FailureNotice action={load} />
        {children(found, () => load.run())}
      </>
    );
  }
  if (!load.failure) return null;
  return (
    <Page title={title}>
      <FailureNotice action={load} />
      <div class="actions">
        <ButtonLink href={href} look="second">
          {title}
        </ButtonLink>
      </div>
    </Page>
  );
}
