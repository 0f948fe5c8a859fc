"""What the pages and notices say, in each language there is."""

from __future__ import annotations

from collections.abc import Mapping

FALLBACK = "en"
_ENGLISH = {
    "sign_up_title": "Get {site} by mail",
    "sign_up_intro": "Write your address. We send you a mail with a link; only when you have followed it are you on the list.",
    "email": "E-mail address",
    "name": "Name",
    "optional": "(may be left empty)",
    "topics": "What you want to read",
    "topics_hint": "Choose nothing to get everything.",
    "sign_up": "Sign up",
    "email_wrong": "This is not an address that mail can be sent to. Please look it over.",
    "form_old": "This page was open for too long. Please send the form again.",
    "sent_title": "Look into your mailbox",
    "sent_text": "If the address can get our mail, a message is on its way to it. Follow the link in it within seven days. If nothing comes, look among the spam.",
    "confirm_title": "Confirm your subscription",
    "confirm_text": "Press the button to get {site} by mail.",
    "confirm": "Yes, I want it",
    "confirmed_title": "You are on the list",
    "confirmed_text": "The next edition is yours. Every mail has a link with which you can leave.",
    "not_confirmed_text": "This link holds no more. Please sign up again.",
    "leave_title": "Unsubscribe",
    "leave_text": "Press the button, and {site} is mailed to you no more.",
    "leave": "Unsubscribe",
    "left_title": "You are unsubscribed",
    "left_text": "You get no more mail from {site}. If that was a mistake, you can sign up again.",
    "choose_title": "Your subscription",
    "choose_text": "This is about {email}.",
    "save": "Save",
    "saved": "Saved.",
    "account_title": "What is kept of you",
    "account_ask": "To see or erase everything that is kept of you, have a link mailed to your address.",
    "account_send": "Mail me the link",
    "account_sent": "If the address can get our mail, the link is on its way. It holds for one day.",
    "account_text": "This is everything that is kept of {email}.",
    "download": "Download as JSON",
    "erase": "Erase everything",
    "erase_text": "Your address is erased for good. Only a code that nobody can read back stays, so that you are never mailed again by mistake.",
    "erased_title": "Erased",
    "erased_text": "Nothing is kept of you any more.",
    "invalid_title": "This link does not work",
    "invalid_text": "It is incomplete, or it holds no more. Look whether your mail program has cut it off.",
    "gone_text": "This subscription is not there any more.",
    "busy_title": "Too many requests",
    "busy_text": "Please try again later.",
    "missing_title": "There is no such page",
    "missing_text": "The address is not one of this site.",
    "closed_text": "Nobody can sign up here at the moment.",
    "home": "To {site}",
    "letter_confirm_subject": "Please confirm: {site} by mail",
    "letter_confirm": "Hello,\n\nsomebody, probably you, asked for {site} at this address. If you want it, open this page and press the button:\n\n{url}\n\nThe link holds for seven days. If it was not you, do nothing: you get no more mail from us.\n",
    "letter_already_subject": "You get {site} already",
    "letter_already": "Hello,\n\nsomebody, probably you, signed up this address for {site}. It is on the list already, so there is nothing to do. Here you can say what you want to read, or leave:\n\n{url}\n",
    "letter_account_subject": "Your data at {site}",
    "letter_account": "Hello,\n\nhere you can see everything that we keep of you, and erase it:\n\n{url}\n\nThe link holds for one day. Pass this mail on to nobody. If you did not ask for it, do nothing.\n",
}
_GERMAN = {
    "sign_up_title": "{site} per E-Mail",
    "sign_up_intro": "Schreiben Sie Ihre Adresse. Wir schicken Ihnen eine E-Mail mit einem Link; erst wenn Sie ihm gefolgt sind, stehen Sie auf der Liste.",
    "email": "E-Mail-Adresse",
    "name": "Name",
    "optional": "(kann leer bleiben)",
    "topics": "Was Sie lesen wollen",
    "topics_hint": "Wählen Sie nichts, um alles zu bekommen.",
    "sign_up": "Anmelden",
    "email_wrong": "An diese Adresse kann keine E-Mail geschickt werden. Bitte sehen Sie sie noch einmal an.",
    "form_old": "Diese Seite war zu lange offen. Bitte schicken Sie das Formular noch einmal ab.",
    "sent_title": "Sehen Sie in Ihr Postfach",
    "sent_text": "Wenn die Adresse unsere E-Mails bekommen kann, ist eine Nachricht unterwegs. Folgen Sie dem Link darin innerhalb von sieben Tagen. Kommt nichts, sehen Sie bitte im Spam nach.",
    "confirm_title": "Bestätigen Sie Ihre Anmeldung",
    "confirm_text": "Drücken Sie den Knopf, um {site} per E-Mail zu bekommen.",
    "confirm": "Ja, ich will",
    "confirmed_title": "Sie stehen auf der Liste",
    "confirmed_text": "Die nächste Ausgabe kommt zu Ihnen. In jeder E-Mail steht ein Link, mit dem Sie sich abmelden können.",
    "not_confirmed_text": "Dieser Link gilt nicht mehr. Bitte melden Sie sich noch einmal an.",
    "leave_title": "Abmelden",
    "leave_text": "Drücken Sie den Knopf, und Sie bekommen {site} nicht mehr.",
    "leave": "Abmelden",
    "left_title": "Sie sind abgemeldet",
    "left_text": "Sie bekommen keine E-Mails von {site} mehr. War das ein Versehen, können Sie sich wieder anmelden.",
    "choose_title": "Ihr Abonnement",
    "choose_text": "Es geht um {email}.",
    "save": "Speichern",
    "saved": "Gespeichert.",
    "account_title": "Was über Sie gespeichert ist",
    "account_ask": "Um alles zu sehen oder zu löschen, was über Sie gespeichert ist, lassen Sie sich einen Link an Ihre Adresse schicken.",
    "account_send": "Link schicken",
    "account_sent": "Wenn die Adresse unsere E-Mails bekommen kann, ist der Link unterwegs. Er gilt einen Tag.",
    "account_text": "Das ist alles, was über {email} gespeichert ist.",
    "download": "Als JSON herunterladen",
    "erase": "Alles löschen",
    "erase_text": "Ihre Adresse wird endgültig gelöscht. Nur ein Code bleibt, den niemand zurücklesen kann, damit Sie nie wieder versehentlich angeschrieben werden.",
    "erased_title": "Gelöscht",
    "erased_text": "Über Sie ist nichts mehr gespeichert.",
    "invalid_title": "Dieser Link geht nicht",
    "invalid_text": "Er ist unvollständig oder gilt nicht mehr. Sehen Sie nach, ob Ihr E-Mail-Programm ihn abgeschnitten hat.",
    "gone_text": "Dieses Abonnement gibt es nicht mehr.",
    "busy_title": "Zu viele Anfragen",
    "busy_text": "Bitte versuchen Sie es später noch einmal.",
    "missing_title": "Diese Seite gibt es nicht",
    "missing_text": "Die Adresse gehört nicht hierher.",
    "closed_text": "Zurzeit kann sich hier niemand anmelden.",
    "home": "Zu {site}",
    "letter_confirm_subject": "Bitte bestätigen: {site} per E-Mail",
    "letter_confirm": "Guten Tag,\n\njemand, wahrscheinlich Sie, möchte {site} an diese Adresse bekommen. Wenn Sie das wollen, öffnen Sie diese Seite und drücken Sie den Knopf:\n\n{url}\n\nDer Link gilt sieben Tage. Waren Sie es nicht, tun Sie nichts: Sie bekommen keine weitere E-Mail von uns.\n",
    "letter_already_subject": "Sie bekommen {site} schon",
    "letter_already": "Guten Tag,\n\njemand, wahrscheinlich Sie, hat diese Adresse für {site} angemeldet. Sie steht schon auf der Liste, es ist also nichts zu tun. Hier können Sie sagen, was Sie lesen wollen, oder sich abmelden:\n\n{url}\n",
    "letter_account_subject": "Ihre Daten bei {site}",
    "letter_account": "Guten Tag,\n\nhier sehen Sie alles, was wir über Sie speichern, und können es löschen:\n\n{url}\n\nDer Link gilt einen Tag. Geben Sie diese E-Mail niemandem weiter. Haben Sie nicht danach gefragt, tun Sie nichts.\n",
}
WORDS: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH, "de": _GERMAN}


def language_for(*wanted: str) -> str:
    """The first of these languages (BCP 47) that there are words in, else English."""
    for each in wanted:
        primary = each.lower().partition("-")[0]
        if primary in WORDS:
            return primary
    return FALLBACK


def accepted(header: str) -> tuple[str, ...]:
    """The languages of an Accept-Language header (RFC 9110 §12.5.4), the most wanted first; at most ten."""
    found = []
    for position, part in enumerate(header[:500].split(",")[:10]):
        tag, _, parameters = part.strip().partition(";")
        quality = parameters.strip().removeprefix("q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            weight = 0.0
        if tag and weight > 0:
            found.append((-weight, position, tag))
    return tuple(tag for _, _, tag in sorted(found))
