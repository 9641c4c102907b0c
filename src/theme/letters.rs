//! The letters that a language is written with beyond a to z: what a brand's typeface has to have before a
//! page is set in it.

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
        "ur" => "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے",
        "hi" => "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
        _ => "",
    }
}
