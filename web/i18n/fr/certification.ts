/** Certificats demandés et délivrés : ce que disent les refus. */
export default {
  'problem.account-changed':
    'Vos données ont changé pendant la création du certificat. Demandez-le encore une fois : il dira ce qui est vrai maintenant.',
  'problem.certificate-application-not-confirmed':
    'Confirmez d’abord la demande avec votre code, puis obtenez le certificat.',
  'problem.certificate-application-used':
    'Le certificat de cette demande a déjà été délivré. Consultez vos certificats.',
  'problem.certificate-not-finished':
    'Le certificat de cette demande a pris fin, ou une demande plus récente l’a remplacé. Consultez vos certificats et refaites une demande si nécessaire.',
  'problem.key-even': 'La clé RSA est abîmée, ou sa clé privée peut être trouvée. Créez-en une nouvelle.',
  'problem.key-exponent':
    'L’exposant public de la clé RSA n’est pas 65537. Créez une nouvelle clé avec cet exposant.',
  'problem.key-invalid':
    'La clé publique de la demande est abîmée. Créez une nouvelle clé et une nouvelle demande.',
  'problem.key-not-for-storage':
    'Une clé dans un fichier est créée par cette application. Pour la clé d’un support, choisissez ce support et refaites la demande.',
  'problem.key-not-of-phone':
    'Un certificat d’AUTHENTIFICATION est fait pour la clé de votre téléphone activé. Obtenez-le sur ce téléphone.',
  'problem.key-not-supported':
    'Ce type de clé n’est pas certifié. Créez une clé RSA, ou une clé sur la courbe P-256 ou P-384.',
  'problem.key-of-phone':
    'La clé qui vous connecte ne peut pas aussi signer des documents. Créez une nouvelle clé pour ce certificat.',
  'problem.key-roca':
    'La clé RSA vient d’un support qui a un défaut connu, et sa clé privée peut être trouvée. Utilisez un autre support, ou une clé P-256.',
  'problem.key-small-factor':
    'La clé privée de cette clé RSA peut être trouvée. Créez-en une nouvelle avec un autre programme ou support.',
  'problem.key-taken':
    'Cette clé a déjà été certifiée. Chaque certificat a sa propre clé : créez-en une nouvelle.',
  'problem.key-too-long': 'La clé RSA a plus de 4 096 bits. Créez-en une plus courte, ou une clé P-256.',
  'problem.key-too-short': 'La clé RSA a moins de 2 048 bits. Créez-en une plus longue, ou une clé P-256.',
  'problem.request-asks-extensions':
    'La demande de certification réclame ses propres noms ou usages. Créez-la sans extensions : nous décidons de ce que dit un certificat.',
  'problem.request-not-proven':
    'La demande de certification n’est pas signée avec la clé privée correspondante, ou a été modifiée depuis. Refaites-la.',
  'problem.request-signature-unsupported':
    'La demande de certification est signée d’une façon que nous ne lisons pas. Utilisez ECDSA ou RSA (PKCS #1 v1.5) avec SHA-256, SHA-384 ou SHA-512.',
  'problem.request-too-large':
    'La demande de certification dépasse 8 Ko. Créez-en une sans images ni attributs supplémentaires.',
  'problem.request-trailing-bytes':
    'Il y a quelque chose après la fin de la demande de certification. Envoyez une seule demande et rien d’autre.',
  'problem.request-unreadable':
    'Ceci n’est pas une demande de certification PKCS #10. Choisissez le fichier créé par votre programme ou votre support.',
  'problem.request-weak-signature':
    'La demande de certification est signée avec SHA-1 ou MD5, que l’on peut falsifier. Signez-la avec SHA-256.',
};
