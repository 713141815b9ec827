/** How something stands, in a word and a colour. */
export const Badge = ({
  look,
  children,
}: {
  readonly look: 'good' | 'wait' | 'bad';
  readonly children: string;
}) => <span class={`badge ${look}`}>{children}</span>;

const LOOKS: Readonly<Record<string, 'good' | 'wait' | 'bad'>> = {
  active: 'good',
  good: 'good',
  issued: 'good',
  pending: 'wait',
  draft: 'wait',
  signed: 'wait',
  approved: 'wait',
};
export const lookOf = (state: string): 'good' | 'wait' | 'bad' => LOOKS[state] ?? 'bad';
