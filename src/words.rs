//! Every sentence that a reader reads, in the reader's language. Views hold no words of their own.
//!
//! Spaces before « ; : ! ? » and inside guillemets are narrow no-break spaces, written `\u{202f}` so that they can be seen.

use crate::{
    backend::Refusal,
    model::comment::{Fault, Field},
};

/// The first thing a keyboard reaches.
pub const SKIP: &str = "Aller au contenu";
/// Names the navigation by country.
pub const COUNTRIES: &str = "Pays";
/// The way to the page of all countries, and its title.
pub const ALL_COUNTRIES: &str = "Tous les pays";
/// The title of the older pages of home.
pub const ALL_NEWS: &str = "Toute l’actualité";
/// Over the list of the newest articles.
pub const LATEST: &str = "Dernières nouvelles";
/// On a front page without articles.
pub const NO_ARTICLES: &str = "Aucun article pour le moment. Revenez bientôt.";
/// Names the ways between the pages of a list.
pub const PAGES: &str = "Pages";
/// To the page before.
pub const NEWER: &str = "Plus récents";
/// To the page behind.
pub const OLDER: &str = "Plus anciens";
/// To the page of a thread before.
pub const EARLIER_COMMENTS: &str = "Commentaires précédents";
/// To the page of a thread behind.
pub const LATER_COMMENTS: &str = "Commentaires suivants";
/// Before the authors.
pub const BY: &str = "Par";
/// Before the time of publication.
pub const PUBLISHED: &str = "Publié le";
/// Before the time of the last change.
pub const UPDATED: &str = "Mis à jour le";
/// Before a topic's name, over what is about it.
pub const TOPIC: &str = "Sujet\u{202f}:";
/// Before an author's name, over what they wrote. It fits women and men, and every name: « de » would lose its vowel before
/// some, and no program knows before which H.
pub const SIGNED: &str = "Articles signés";
/// Names an article's topics.
pub const TOPICS: &str = "Sujets";
/// Over an article's correction.
pub const CORRECTION: &str = "Rectificatif";
/// Over an article's corrections.
pub const CORRECTIONS: &str = "Rectificatifs";
/// Names a table that has no caption.
pub const TABLE: &str = "Tableau";
/// Before the ways to pass an article on.
pub const SHARE: &str = "Partager";
/// To pass an article on by e-mail.
pub const SHARE_BY_EMAIL: &str = "E-mail";
/// To copy the article's address.
pub const COPY_LINK: &str = "Copier le lien";
/// The address is copied.
pub const LINK_COPIED: &str = "Le lien est copié.";
/// Before the address that could not be copied.
pub const LINK_NOT_COPIED: &str = "Votre navigateur ne permet pas de copier le lien. Le voici\u{202f}:";
/// To open the sheet that the system shares with.
pub const SHARE_OTHERWISE: &str = "Autre moyen…";
/// Names the choice between light and dark.
pub const APPEARANCE: &str = "Apparence";
/// As the reader's system is.
pub const APPEARANCE_OF_SYSTEM: &str = "Automatique";
/// Light.
pub const APPEARANCE_LIGHT: &str = "Claire";
/// Dark.
pub const APPEARANCE_DARK: &str = "Sombre";
/// Names the choice of a text size.
pub const TEXT_SIZE: &str = "Taille du texte";
/// The size that the browser is set to.
pub const TEXT_NORMAL: &str = "Normale";
/// A larger one.
pub const TEXT_LARGER: &str = "Grande";
/// The largest.
pub const TEXT_LARGEST: &str = "Très grande";
/// Names the ways on from an article.
pub const READ_ON: &str = "Lire la suite de l’actualité";
/// Over the related articles.
pub const RELATED: &str = "À lire aussi";
/// Before the article that came before.
pub const PREVIOUS: &str = "Article précédent";
/// Before the article that came after.
pub const NEXT: &str = "Article suivant";
/// The title of the page for what is not there.
pub const NOT_FOUND: &str = "Page introuvable";
/// What happened there.
pub const NOT_FOUND_WHY: &str =
    "Cette adresse ne mène à aucune page\u{202f}: l’article a peut-être été déplacé, ou le lien est incomplet.";
/// To the front page.
pub const GO_HOME: &str = "Aller à l’accueil";
/// To try once more.
pub const RETRY: &str = "Réessayer";
/// To stay on the page that is shown.
pub const STAY_HERE: &str = "Rester sur cette page";
/// A page could not be loaded: no network.
pub const FAILED_OFFLINE: &str =
    "Vous êtes hors connexion\u{202f}: la page demandée n’a pas pu être chargée. Celle-ci reste lisible.";
/// A page could not be loaded: no answer.
pub const FAILED_UNREACHABLE: &str =
    "La page demandée n’a pas pu être chargée\u{202f}: le serveur ne répond pas. Celle-ci reste lisible.";
/// A page could not be loaded: the server failed.
pub const FAILED_SERVER: &str =
    "La page demandée n’a pas pu être chargée\u{202f}: le serveur a rencontré un problème. Celle-ci reste lisible.";
/// The app could not take over.
pub const APP_FAILED: &str = "Le site s’affiche en version simple\u{202f}: les articles et les liens \
     fonctionnent.";
/// To load the page again.
pub const RELOAD: &str = "Recharger la page";

/// Over an article's comments.
pub const COMMENTS: &str = "Commentaires";
/// An article that takes none.
pub const COMMENTS_CLOSED: &str = "Les commentaires sont fermés pour cet article.";
/// Over the form.
pub const LEAVE_A_COMMENT: &str = "Laisser un commentaire";
/// In the form.
pub const EMAIL_NOT_PUBLISHED: &str = "Votre adresse e-mail ne sera pas publiée.";
/// In the form.
pub const REQUIRED_ARE_MARKED: &str = "Les champs obligatoires sont indiqués avec *";
/// In the form of a site that keeps comments on the reader's device.
pub const NO_COMMENT_SERVER: &str = "Ce site n’a pas de serveur de commentaires\u{202f}: votre commentaire sera gardé sur \
     cet appareil et vous serez seul à le voir.";
/// In the form, where scripts are off.
pub const FORM_NEEDS_SCRIPTS: &str = "<p class=\"hint\">Pour laisser un commentaire, activez JavaScript dans votre \
     navigateur, puis rechargez la page. La lecture n’en a pas besoin.</p>";
/// In the form, where the app could not take over.
pub const FORM_FAILED: &str = "L’envoi de commentaires ne fonctionne pas pour le moment. Ce que vous écrivez ici est gardé \
     sur cet appareil\u{202f}: rechargez la page plus tard pour l’envoyer.";
/// In the form, until the app is there.
pub const FORM_WAITS: &str =
    "L’envoi sera possible quand la page sera entièrement chargée. Si l’attente se prolonge, rechargez-la.";
/// Label.
pub const FIELD_COMMENT: &str = "Commentaire";
/// Label.
pub const FIELD_AUTHOR: &str = "Nom";
/// Label.
pub const FIELD_EMAIL: &str = "E-mail";
/// Label.
pub const FIELD_URL: &str = "Site web";
/// Label.
pub const FIELD_CONSENT: &str =
    "Enregistrer mon nom, mon e-mail et mon site dans le navigateur pour mon prochain commentaire.";
/// The form's button.
pub const SEND: &str = "Laisser un commentaire";
/// Over the list of what is wrong.
pub const FORM_HAS_ERRORS: &str = "Votre commentaire n’est pas encore envoyé. Il reste à corriger\u{202f}:";
/// The comment is on the device.
pub const COMMENT_KEPT: &str = "Votre commentaire est gardé sur cet appareil. Vous seul pouvez le voir.";
/// The comment is on its way.
pub const COMMENT_ON_ITS_WAY: &str = "Envoi de votre commentaire…";
/// The comment is published.
pub const COMMENT_PUBLISHED: &str = "Votre commentaire est publié. Merci\u{202f}!";
/// The comment was changed.
pub const COMMENT_CHANGED: &str = "Votre commentaire est modifié.";
/// The comment waits for a moderator.
pub const COMMENT_WAITS: &str = "Votre commentaire est en attente de modération.";
/// On a comment that waits.
pub const COMMENT_WAITS_PREVIEW: &str = "Votre commentaire est en attente de modération. Ceci est un aperçu, votre \
     commentaire sera visible après sa validation.";
/// On the copy of a comment that the browser has posted to a form service.
pub const COMMENT_POSTED: &str = "Remis au service de commentaires du site, qui décide de sa publication. Vous seul pouvez \
     voir cette copie.";
/// The comment could not be sent, and is kept.
pub const COMMENT_UNSENT: &str = "Votre commentaire n’a pas pu être envoyé. Il est gardé sur cet appareil, au-dessus du \
     formulaire\u{202f}: vous pourrez l’envoyer plus tard.";
/// The same without a network.
pub const COMMENT_UNSENT_OFFLINE: &str = "Vous êtes hors connexion. Votre commentaire est gardé sur cet appareil, au-dessus \
     du formulaire\u{202f}: vous pourrez l’envoyer plus tard.";
/// The comment could neither be sent nor kept.
pub const COMMENT_UNSENT_UNKEPT: &str = "Votre commentaire n’a pas pu être envoyé, et cet appareil ne peut pas le garder. Il \
     reste dans le formulaire\u{202f}; copiez-le avant de fermer la page.";
/// On a comment that is not sent.
pub const NOT_SENT: &str = "Ce commentaire n’est pas envoyé. Vous seul pouvez le voir.";
/// On every page, while a comment is not sent.
pub const UNSENT_ELSEWHERE: &str = "Un commentaire n’est pas encore envoyé\u{202f}:";
/// To be reminded of it on the next page only.
pub const LATER: &str = "Plus tard";
/// The comment was published before it was sent once more.
pub const COMMENT_HAD_ARRIVED: &str =
    "Ce commentaire était déjà arrivé\u{202f}: il n’a pas été envoyé une deuxième fois.";
/// To send a kept comment.
pub const SEND_AGAIN: &str = "Envoyer";
/// To change a comment.
pub const EDIT: &str = "Modifier";
/// To leave a reply.
pub const CANCEL_REPLY: &str = "Annuler la réponse";
/// Over the form while a comment is changed.
pub const EDIT_YOUR_COMMENT: &str = "Modifier votre commentaire";
/// To leave a comment as it was.
pub const CANCEL_EDIT: &str = "Annuler la modification";
/// The form's button while a comment is changed.
pub const SAVE: &str = "Enregistrer";
/// To hide the preview of a waiting comment.
pub const HIDE_PREVIEW: &str = "Masquer cet aperçu";
/// The newest comments could not be loaded.
pub const COMMENTS_UNREACHABLE: &str = "Les commentaires les plus récents n’ont pas pu être chargés.";
/// To show more of a long thread.
pub const MORE_COMMENTS: &str = "Afficher les commentaires suivants";
/// A field that only programs fill.
pub const TRAP: &str = "Ne remplissez pas ce champ";
/// A program has filled it, or a reader has.
pub const TRAPPED: &str = "Un champ caché du formulaire a été rempli, comme le font les robots. Votre commentaire n’est pas \
     envoyé\u{202f}: rechargez la page et envoyez-le de nouveau.";
/// The comment is there already.
pub const COMMENT_DUPLICATE: &str =
    "Détection d’un doublon\u{202f}: il semble que vous avez déjà envoyé ce commentaire\u{202f}!";
/// In place of a comment whose writer has deleted it.
pub const COMMENT_WAS_DELETED: &str = "Ce commentaire a été supprimé.";
/// Who gave no name.
pub const ANONYMOUS: &str = "Anonyme";
/// To answer a comment.
pub const REPLY: &str = "Répondre";
/// On a comment that only this device has.
pub const VISIBLE_ONLY_HERE: &str = "Visible seulement sur cet appareil.";
/// To delete a comment.
pub const DELETE: &str = "Supprimer";
/// A comment was deleted.
pub const COMMENT_DELETED: &str = "Commentaire supprimé.";
/// To bring it back.
pub const UNDO: &str = "Annuler la suppression";
/// No room on the device.
pub const STORAGE_FULL: &str = "La mémoire réservée à ce site est pleine sur cet appareil\u{202f}: votre texte n’a pas pu être \
     gardé. Il reste dans le formulaire\u{202f}; copiez-le avant de fermer la page.";
/// The browser gives no storage.
pub const STORAGE_DENIED: &str = "Votre navigateur ne permet pas à ce site de garder du texte\u{202f}: le vôtre reste dans le \
     formulaire. Copiez-le avant de fermer la page.";
/// Before the beginning of a draft that another tab or visit left.
pub const OTHER_DRAFT: &str = "Un autre brouillon pour cet article est gardé sur cet appareil\u{202f}:";
/// To continue with that draft.
pub const TAKE_OVER: &str = "Reprendre ce texte";
/// To drop that draft.
pub const DISCARD: &str = "Supprimer ce brouillon";

/// A list's name, with the page's number from the second on.
pub fn page_of(name: &str, number: u32) -> String {
    if number == 1 { name.into() } else { format!("{name}, page {number}") }
}

/// Whether an author's name is that of the newsroom and no person's.
pub fn is_newsroom(author: &str) -> bool {
    ["la rédaction", "rédaction"].contains(&author.to_lowercase().as_str())
}

/// What a search engine may say of the front page of a publication that says nothing of itself, and of the pages behind.
pub fn about_news(site: &str) -> String {
    format!("{site}\u{202f}: tous les articles, du plus récent au plus ancien.")
}

/// What a search engine may say of a page of a country's list.
pub fn about_country(country: &str, site: &str) -> String {
    format!("{country}\u{202f}: l’actualité du pays et tous les articles qui en parlent, par {site}.")
}

/// What a search engine may say of a page of the list of a topic or an author; `kind` is what stands before the name.
pub fn about_label(kind: &str, name: &str, site: &str) -> String {
    format!("{kind} {name}. Tous les articles dans {site}, du plus récent au plus ancien.")
}

/// What a search engine may say of the page of all countries.
pub fn about_countries(site: &str) -> String {
    format!("Les pays dont parle {site}, avec le dernier article de chacun.")
}

/// What a search engine may say of a page of comments.
pub fn about_comments(title: &str, number: u32) -> String {
    format!("Les commentaires des lecteurs sur «\u{202f}{title}\u{202f}», page {number}.")
}

/// A sentence about a list, with the page's number from the second on.
pub fn about_page(about: &str, number: u32, pages: u32) -> String {
    if number == 1 { about.into() } else { format!("{about} {}.", page_number(number, pages)) }
}

/// « Page 2 sur 7 ».
pub fn page_number(number: u32, pages: u32) -> String {
    format!("Page {number} sur {pages}")
}

/// « 1 article », « 12 articles ».
pub fn articles(count: u32) -> String {
    // French takes the singular for zero and one.
    if count < 2 { format!("{count} article") } else { format!("{count} articles") }
}

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// « 16 janvier 2024 à 11:00 », as the publisher writes dates (CLDR, `fr`, long date and short time). `month` counts from
/// zero.
pub fn moment(day: u32, month: u32, year: u32, hour: u32, minute: u32) -> String {
    let month = MONTHS[month as usize % MONTHS.len()];
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [&day.to_string(), " ", month, " ", &year.to_string(), " à ", &two(hour), ":", &two(minute)].concat()
}

/// « 3 min de lecture ».
pub fn reading_time(minutes: u32) -> String {
    format!("{minutes} min de lecture")
}

/// What the button says to who cannot see which comment it belongs to.
pub fn delete_comment_of(when: &str) -> String {
    format!("Supprimer mon commentaire du {when}")
}

/// « Répondre à Awa ».
pub fn reply_to(name: &str) -> String {
    format!("Répondre à {}", if name.is_empty() { ANONYMOUS } else { name })
}

/// Why a server did not take a comment; what is wrong with a field is said by [`comment_fault`].
pub fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::TooFast => {
            "Vous envoyez vos commentaires trop rapidement. Prenez votre temps. Celui-ci est gardé sur cet appareil."
        }
        Refusal::TooMany => {
            "Vous avez déjà beaucoup commenté cet article\u{202f}: le site n’accepte plus d’autre commentaire de votre \
             part ici. Votre texte reste dans le formulaire."
        }
        Refusal::OwnComment => {
            "Vous pouvez encore modifier le commentaire auquel vous répondez\u{202f}: le site n’accepte pas de réponse \
             avant. Celle-ci est gardée sur cet appareil."
        }
        Refusal::Duplicate => COMMENT_DUPLICATE,
        Refusal::Closed => COMMENTS_CLOSED,
        Refusal::AccountWanted => {
            "Ce site n’accepte que les commentaires de ses membres. Votre texte reste dans le formulaire."
        }
        Refusal::NoThread => {
            "Cet article n’a pas de fil de commentaires sur le serveur. Votre texte reste dans le formulaire\u{202f}; \
             signalez-le à la rédaction."
        }
        Refusal::NoLongerYours => "Le délai pour modifier ou supprimer ce commentaire est passé.",
        Refusal::Gone => "Ce commentaire n’existe plus.",
        _ => COMMENT_UNSENT,
    }
}

/// The way from a picture to a large one, with what it weighs.
pub fn see_large(bytes: u64) -> String {
    format!("Voir en grand ({})", weight(bytes))
}

/// The way from a still picture to the moving one, with what it weighs.
pub fn see_move(bytes: u64) -> String {
    format!("Voir l’animation ({})", weight(bytes))
}

/// « 412 ko », « 1,2 Mo ».
fn weight(bytes: u64) -> String {
    match bytes.div_ceil(1000) {
        kilobytes if kilobytes < 1000 => format!("{kilobytes}\u{a0}ko"),
        kilobytes => format!("{},{}\u{a0}Mo", kilobytes / 1000, kilobytes % 1000 / 100),
    }
}

/// « 1 commentaire », « 12 commentaires ».
pub fn comments(count: u32) -> String {
    if count < 2 { format!("{count} commentaire") } else { format!("{count} commentaires") }
}

/// What is wrong with a field, as WordPress words it.
pub fn comment_fault(field: Field, fault: Fault) -> &'static str {
    match (field, fault) {
        (Field::Comment, Fault::TooLong) => "Erreur\u{202f}: votre commentaire est trop long.",
        (Field::Comment, Fault::TooShort) => "Erreur\u{202f}: votre commentaire est trop court.",
        (Field::Comment, _) => "Erreur\u{202f}: veuillez saisir votre commentaire.",
        (Field::Author, Fault::TooLong) => "Erreur\u{202f}: votre nom est trop long.",
        (Field::Author, _) => "Erreur\u{202f}: veuillez renseigner les champs obligatoires (nom).",
        (Field::Email, Fault::Missing) => "Erreur\u{202f}: veuillez renseigner les champs obligatoires (e-mail).",
        (Field::Email, Fault::TooLong) => "Erreur\u{202f}: votre adresse e-mail est trop longue.",
        (Field::Email, _) => "Erreur\u{202f}: veuillez saisir une adresse e-mail valide.",
        (Field::Url, Fault::Invalid) => "Erreur\u{202f}: l’adresse de votre site n’est pas valide.",
        (Field::Url, _) => "Erreur\u{202f}: l’adresse de votre site est trop longue.",
    }
}
