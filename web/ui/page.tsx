import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

let shownBefore = false;

interface PageProps {
  readonly title: string;
  readonly kicker?: string | undefined;
  readonly lead?: string;
  readonly centred?: boolean;
  readonly children?: ComponentChildren;
}

/** One page or step: names the document, and takes the focus when the person arrives from another one. */
export function Page({ title, kicker, lead, centred, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Guichet`;
  }, [title]);
  useEffect(() => {
    if (shownBefore) {
      window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    shownBefore = true;
  }, []);
  return (
    <div class={centred ? 'page centred' : 'page'}>
      {kicker && <p class="kicker">{kicker}</p>}
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </div>
  );
}
