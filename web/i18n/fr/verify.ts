/** Vérification publique des signatures. */
export default {
  'verify.title': 'Vérifier une signature',
  'verify.lead':
    'Ce document vient-il vraiment de la personne qui l’a signé, et n’a-t-il pas changé depuis ? Gratuit, sans compte.',
  'verify.what': 'Qu’avez-vous ?',
  'verify.mode-detached': 'Un document et sa signature dans un fichier à part',
  'verify.mode-detached-text': 'Deux fichiers. Le document reste sur votre appareil.',
  'verify.mode-attached': 'Un seul fichier signé',
  'verify.mode-attached-text': 'Document et signature ensemble, souvent nommé .p7m.',
  'verify.mode-hash': 'Un fichier de signature et l’empreinte du document',
  'verify.mode-hash-text': 'Quand vous connaissez l’empreinte, ou que le document est ailleurs.',
  'verify.mode-certificate': 'Un certificat',
  'verify.mode-certificate-text': 'Qui en est titulaire, jusqu’à quand il est valable, qui l’a délivré.',
  'verify.document-hint':
    'Exactement le fichier qui a été signé. Il n’est pas envoyé : seule son empreinte l’est.',
  'verify.choose-document': 'Choisir le document',
  'verify.choose-other': 'Choisir un autre fichier',
  'verify.chosen': 'Choisi : {name}',
  'verify.signature-file': 'Fichier de signature',
  'verify.signed-file': 'Fichier signé',
  'verify.certificate-file': 'Certificat',
  'verify.signature-hint': 'PKCS #7 (CMS) : .p7s, .p7m, .sig, binaire, PEM ou base64, jusqu’à 4 Mo.',
  'verify.certificate-hint': 'X.509 : .cer, .crt, .pem, binaire, PEM ou base64.',
  'verify.algorithm': 'Algorithme de l’empreinte',
  'verify.digest-hint': 'Chiffres hexadécimaux ou base64.',
  'verify.do': 'Vérifier',
  'verify.working': 'Votre appareil fait un petit calcul, qui empêche les envois en masse',
  'verify.privacy':
    'Rien de ce que vous donnez ici n’est conservé. Un fichier signé ou une signature est envoyé pour être vérifié, puis oublié aussitôt.',
  'label.document': 'Document',
  'label.digest': 'Empreinte',
  'field.choose-file': 'Choisissez un fichier.',
  'field.file-too-large-to-verify':
    'Ce fichier dépasse 4 Mo. Demandez la signature dans un fichier à part et choisissez « Un document et sa signature ».',

  'verify.title-confirmed': 'Confirmé',
  'verify.title-failed': 'Non confirmé',
  'verify.confirmed': 'L’authenticité du document est confirmée',
  'verify.confirmed-certificate': 'L’authenticité du certificat est confirmée',
  'verify.the-signature': 'Signé par',
  'verify.as-it-says': 'Ce que la signature dit d’elle-même',
  'verify.signature-number': 'Signature n° {number}',
  'verify.the-certificate': 'Le certificat',
  'verify.owner': 'Titulaire',
  'verify.organisation-number': 'Numéro de l’organisation',
  'verify.birthdate': 'Date de naissance',
  'verify.sex': 'Sexe',
  'verify.sex-1': 'Masculin',
  'verify.sex-2': 'Féminin',
  'verify.address': 'Adresse',
  'verify.kind': 'Nature',
  'verify.kind-authentication': 'AUTHENTIFICATION, pour se connecter',
  'verify.kind-signature': 'SIGNATURE d’une personne',
  'verify.kind-corporate': 'Certificat d’une organisation',
  'verify.kind-official-seal': 'Sceau officiel d’une autorité publique',
  'verify.kind-service': 'Service de ce Guichet',
  'verify.issued-by': 'Délivré par',
  'verify.validity': 'Validité',
  'verify.validity-dates': 'du {from} au {to}',
  'verify.revoked-since': 'Révoqué depuis',
  'verify.suspended-since': 'Suspendu depuis',
  'verify.signed-before': 'Signé au plus tard',
  'verify.stamped': '{at}, prouvé par l’horodatage de {authority}',
  'verify.claimed': 'Heure de la signature',
  'verify.claimed-at': '{at}, selon le signataire ; aucun horodatage ne le prouve',
  'verify.judged': 'Jugé au',
  'verify.details': 'Détails techniques',
  'verify.subject': 'Sujet',
  'verify.issuer': 'Émetteur',
  'verify.serial': 'Numéro de série',
  'verify.key': 'Clé',
  'verify.usage': 'Usage de la clé',
  'verify.digest': 'Empreinte {algorithm}',
  'verify.scope': 'Vérifié le {at} par {origin}, qui connaît les certificats qu’il délivre lui-même.',
  'verify.another': 'Vérifier autre chose',
  'verify.save-report': 'Enregistrer le rapport (JSON)',

  'verify.failure-unreadable': 'Le fichier est illisible',
  'verify.advice-unreadable':
    'Ce n’est ni une signature ni un certificat, ou il a été coupé en route. Téléchargez-le ou copiez-le à nouveau, ou redemandez-le à l’expéditeur.',
  'verify.failure-no-signature': 'Le fichier ne contient aucune signature',
  'verify.advice-no-signature':
    'Il ne contient que des certificats. Demandez à l’expéditeur la signature elle-même (.p7s, .p7m ou .sig).',
  'verify.failure-attached-expected': 'Le document n’est pas dans ce fichier',
  'verify.advice-attached-expected':
    'C’est une signature sans son document. Choisissez « Un document et sa signature » et donnez les deux fichiers.',
  'verify.failure-detached-expected': 'Le document est à l’intérieur de ce fichier',
  'verify.advice-detached-expected': 'Choisissez « Un seul fichier signé » et donnez uniquement ce fichier.',
  'verify.failure-no-certificate': 'Impossible de savoir qui a signé',
  'verify.advice-no-certificate':
    'Le fichier ne contient pas le certificat du signataire. Demandez une signature avec le certificat inclus.',
  'verify.failure-unsupported-algorithm': 'Ce type de signature ne peut pas être vérifié ici',
  'verify.advice-unsupported-algorithm':
    'Elle est peut-être bonne, peut-être pas : son algorithme (GOST, SHA-1, clé trop courte…) n’est pas pris en charge. Vérifiez-la là où elle a été faite, ou demandez une signature avec SHA-256 et une clé RSA ou à courbe elliptique.',
  'verify.failure-wrong-hash': 'L’empreinte n’est pas celle qui a été signée',
  'verify.advice-wrong-hash':
    'Vérifiez que tous les chiffres y sont, que l’algorithme est celui de la signature (voir les détails techniques) et qu’il s’agit de l’empreinte du fichier signé exactement.',
  'verify.failure-altered': 'Le document a été modifié après la signature',
  'verify.advice-altered':
    'Ou c’est un autre document, une autre version. Ne vous y fiez pas : demandez l’original signé. Ouvrir puis enregistrer un fichier le modifie aussi.',
  'verify.failure-bad-signature': 'La signature ne correspond pas à ce document et à ce certificat',
  'verify.advice-bad-signature':
    'Le document ou la signature a été modifié, ou une autre clé a signé. Ne vous y fiez pas ; demandez à l’expéditeur de signer à nouveau.',
  'verify.failure-bad-time-stamp': 'L’horodatage ne compte pas',
  'verify.advice-bad-time-stamp':
    'Il appartient à une autre signature, ou vient d’une autorité qui n’est pas reconnue ici. Demandez une signature avec l’horodatage de ce service.',
  'verify.failure-untrusted-issuer': 'L’émetteur du certificat n’est pas reconnu ici',
  'verify.advice-untrusted-issuer':
    'Ce que le certificat dit de son titulaire n’est pas prouvé. Vérifiez la signature auprès de l’émetteur indiqué ci-dessous, ou demandez une signature avec un certificat délivré ici.',
  'verify.failure-expired': 'Le certificat avait expiré',
  'verify.advice-expired':
    'Sans horodatage antérieur, personne ne peut dire si la signature a été faite à temps. Demandez une nouvelle signature avec un certificat valable.',
  'verify.failure-not-yet-valid': 'Le certificat n’était pas encore valable',
  'verify.advice-not-yet-valid':
    'Vérifiez la date et l’heure de signature avec l’expéditeur, ou recommencez quand il le sera.',
  'verify.failure-wrong-key-usage': 'Ce certificat ne sert pas à signer des documents',
  'verify.advice-wrong-key-usage':
    'Un certificat d’AUTHENTIFICATION ne sert qu’à se connecter. Demandez à l’expéditeur de signer avec son certificat de SIGNATURE.',
  'verify.failure-revoked': 'Le certificat avait été révoqué',
  'verify.advice-revoked':
    'Son titulaire ou son émetteur y a mis fin avant le moment où l’existence de cette signature est prouvée. Ne vous y fiez pas ; demandez une nouvelle signature.',
  'verify.failure-suspended': 'Le certificat est suspendu',
  'verify.advice-suspended':
    'Son titulaire l’a bloqué pour le moment, par exemple après la perte de son téléphone. Renseignez-vous auprès de lui et vérifiez plus tard.',
  'verify.failure-status-unknown': 'On ne sait pas pour l’instant si le certificat a été révoqué',
  'verify.advice-status-unknown':
    'La liste des certificats révoqués n’est pas à jour. Vérifiez à nouveau dans quelques minutes.',

  'problem.challenge-unsolved': 'Le calcul de votre appareil était faux. Appuyez à nouveau sur « Vérifier ».',
  'problem.challenge-expired': 'Cela a pris trop de temps. Appuyez à nouveau sur « Vérifier ».',
  'problem.challenge-used':
    'Cette vérification a déjà été envoyée. Appuyez à nouveau sur « Vérifier » pour en faire une autre.',
  'problem.signature-too-large':
    'Le fichier est trop grand pour être envoyé. Demandez la signature dans un fichier à part et choisissez « Un document et sa signature » : le document reste alors sur votre appareil, quelle que soit sa taille.',
};
