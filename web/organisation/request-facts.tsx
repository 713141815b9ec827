import type { AttributeRequestView } from '../../lambdas/contracts/organisations.ts';
import { t } from '../i18n/translate.ts';
import { Facts } from './facts.tsx';
import { authorityNames, groupedNumber, periodOf } from './organisation-words.ts';

/** The very content of a request, as a document to read. */
export const RequestFacts = ({ request }: { readonly request: AttributeRequestView }) => {
  const { holder, organisation, department, post, authorities, keeping, ...period } = request.document;
  return (
    <Facts
      facts={[
        [t('attribute-request.state'), t(`attribute-request.state.${request.state}`)],
        [t('attribute-request.reason'), request.reason],
        [t('attribute-request.holder'), holder.name],
        [t('attribute-request.organisation'), `${organisation.name}, ${groupedNumber(organisation.number)}`],
        [t('ask-attribute.department'), department],
        [t('attribute-request.post'), post],
        [t('attribute-request.authorities'), authorityNames(authorities)],
        [t('attribute-request.period'), periodOf(period)],
        [t('attribute-request.keeping'), t(`ask-attribute.keeping.${keeping}`)],
        [t('attribute-request.certificate'), <code class="serial">{holder.certificate.serial}</code>],
      ]}
    />
  );
};
