//! The letters that a language is written with beyond a to z: what a brand's typeface has to have before a
//! page is set in it.

/// The face of Arabic letters that every edition in them may fall back on.
const ARABIC: &str = "Vazirmatn";

/// The face that stands in, behind the theme's own, for a script that few brands have a face of.
pub fn stand_in(tag: &str) -> Option<&'static str> {
    let first = of_language(tag).chars().next()?;
    matches!(first, '\u{0600}'..='\u{06FF}').then_some(ARABIC)
}

/// Is a language written in letters of a script of its own? Then a face of its own beside the Latin one is
/// what a reader expects; in a language that is written with a few letters more than English, it is a flaw.
pub fn has_own_script(tag: &str) -> bool {
    of_language(tag).chars().next().is_some_and(|first| first >= '\u{0370}')
}

/// The letters of a language by its BCP 47 tag; none where nothing beyond a to z is needed, or where the
/// language is not known here.
pub fn of_language(tag: &str) -> &'static str {
    match tag.split('-').next().unwrap_or("").to_lowercase().as_str() {
        "cy" => "âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýàèìòùẁỳäëïöüẅÿ",
        "ga" => "áéíóúÁÉÍÓÚ",
        "gd" => "àèìòùÀÈÌÒÙ",
        "pl" => "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
        "ro" => "ăâîșțĂÂÎȘȚ",
        "fr" => "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜ",
        "de" => "äöüßÄÖÜ",
        "es" => "áéíñóúü¿¡ÁÉÍÑÓÚÜ",
        "pt" => "áâãàçéêíóôõúÁÂÃÀÇÉÊÍÓÔÕÚ",
        "tr" => "çğıöşüÇĞİÖŞÜ",
        "ar" => "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
        "fa" | "prs" => "ءآأئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
        "ckb" => "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ",
        "ps" => "ءآئابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیيېۍ",
        "sd" => "ءآئابٻپڀتٺٽثٿجڄڃچڇحخدڌڏڊڍذرڙزسشصضطظعغفڦقڪکگڱڳلمنڻوهھي",
        "ug" => "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي",
        "he" | "iw" | "yi" => "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
        "dv" => "ހށނރބޅކއވމފދތލގޏސޑޒޓޔޕޖޗ",
        "ur" => "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے",
        "hi" => "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
        _ => "",
    }
}
