import type { ComponentChildren } from 'preact';

type Look = 'first' | 'second' | 'quiet' | 'danger';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly look?: Look;
  readonly type?: 'button' | 'submit';
  /** Work is under way: stays focusable, says so, and does nothing. */
  readonly busy?: boolean;
  readonly small?: boolean;
  readonly onPress?: () => void;
  readonly describedBy?: string;
}

const classes = (look: Look, small: boolean): string =>
  ['button', look === 'first' ? '' : look, small ? 'small' : ''].filter(Boolean).join(' ');

/** A button that never loses focus while its work is under way. */
export function Button({
  children,
  look = 'first',
  type = 'button',
  busy = false,
  small = false,
  onPress,
  describedBy,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={classes(look, small)}
      aria-disabled={busy ? 'true' : undefined}
      aria-describedby={describedBy}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onPress?.();
      }}
    >
      {busy && <span class="spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere. */
export const ButtonLink = (props: {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly look?: Look;
  readonly small?: boolean;
}) => (
  <a class={classes(props.look ?? 'first', props.small ?? false)} href={props.href}>
    {props.children}
  </a>
);
