import type { ComponentChildren } from 'preact';
import type { FormField, FormSection, FormValues } from '../../lambdas/contracts/procedures.ts';
import { linesOf, said } from './procedures.ts';

export const Fact = ({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) => (
  <div>
    <dt>{label}</dt>
    <dd>{children || '–'}</dd>
  </div>
);

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <>{lines.length === 0 ? '–' : lines.map((line, index) => <span key={`${index}${line}`}>{line}</span>)}</>
);

const FactOf = ({ field, values }: { readonly field: FormField; readonly values: FormValues }) => (
  <div>
    <dt>{said(field.label)}</dt>
    <dd class="lines">
      <Lines lines={linesOf(field, values[field.id])} />
    </dd>
  </div>
);

interface SheetSectionsProps {
  readonly sections: readonly FormSection[];
  readonly values: FormValues;
}

/** A filled form to be read: its sections, labels and values, optional ones only where given. */
export const SheetSections = ({ sections, values }: SheetSectionsProps) => (
  <>
    {sections.map((section) => (
      <section key={section.id}>
        <h3>{said(section.title)}</h3>
        <dl class="facts">
          {section.fields
            .filter((field) => !field.optional || values[field.id] !== undefined)
            .map((field) => (
              <FactOf key={field.id} field={field} values={values} />
            ))}
        </dl>
      </section>
    ))}
  </>
);

interface SheetProps {
  readonly title: string;
  /** Above the title: what sort of paper it is. */
  readonly kind: string;
  readonly children: ComponentChildren;
}

/** A document as a sheet of paper. */
export const Sheet = ({ title, kind, children }: SheetProps) => (
  <article class="sheet">
    <header>
      <p class="kicker">{kind}</p>
      <h2>{title}</h2>
    </header>
    {children}
  </article>
);
