import { useLocation } from 'preact-iso';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import { BlurredPhotoArt, CutPhotoArt, GlarePhotoArt, GoodPhotoArt } from './art.tsx';
import { advance, enrolment, pathOf } from './enrolment.ts';
import { PictureSideCard } from './picture-side.tsx';

const EXAMPLES = [
  { art: <GoodPhotoArt />, key: 'pictures.example-good' },
  { art: <BlurredPhotoArt />, key: 'pictures.example-blurred' },
  { art: <GlarePhotoArt />, key: 'pictures.example-glare' },
  { art: <CutPhotoArt />, key: 'pictures.example-cut' },
] as const;

const Examples = () => (
  <ul class="examples">
    {EXAMPLES.map(({ art, key }) => (
      <li key={key}>
        {art}
        <span>{t(key)}</span>
      </li>
    ))}
  </ul>
);

/** The secure space, part 1: pictures of the document (A-18 … A-23, A7). */
export default function Pictures() {
  const { route } = useLocation();
  const standing = enrolment.value;
  const confirm = useAction(async () => {
    await advance('POST', '/document/confirm');
    if (enrolment.value) route(pathOf(enrolment.value.step));
  });
  if (!standing) return null;
  const judgementOf = (side: string) => standing.pictures.find((picture) => picture.side === side);
  const complete = standing.sides.every((side) => judgementOf(side)?.legible);
  return (
    <Page title={t('pictures.title')} kicker={t('secure.kicker', { part: 1 })} lead={t('pictures.lead')}>
      <Examples />
      {standing.sides.map((side) => (
        <PictureSideCard key={side} side={side} judged={judgementOf(side)} />
      ))}
      <FailureNotice action={confirm} />
      {complete && (
        <div class="actions">
          <Button busy={confirm.busy} onPress={() => confirm.run()}>
            {t('pictures.next')}
          </Button>
        </div>
      )}
    </Page>
  );
}
