use super::*;

/// What some bytes are read as.
fn read(bytes: Vec<u8>) -> Result<(String, Encoding), DecodeError> {
    decode(bytes).map(|decoded| (decoded.text, decoded.encoding))
}

/// A text in an encoding that is named as the standard does.
fn bytes(text: &str, name: &str) -> Vec<u8> {
    let (bytes, _, lacks) = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap().encode(text);
    assert!(!lacks, "{name} has no way to store {text}");
    bytes.into_owned()
}

#[test]
fn utf16_round_trips() {
    let marks = [true, false];
    let wide = marks.into_iter().flat_map(|mark| [Encoding::Utf16Le { mark }, Encoding::Utf16Be { mark }]);
    for encoding in wide.chain([Encoding::Utf8 { mark: true }]) {
        for text in ["Zoë 🙂 came.\n", "渡船回来了。\n大副说。\n", "\r\n"] {
            let bytes = encoding.encode(text).into_owned();
            assert_eq!(read(bytes), Ok((text.to_owned(), encoding)), "{text}");
        }
    }
}

#[test]
fn invalid_bytes_are_placed_in_the_stored_file() {
    assert_eq!(read(b"\xEF\xBB\xBFa\nb\xFF".to_vec()), Err(DecodeError::BrokenUtf8 { offset: 6, line: 2 }));
    assert_eq!(
        read("Zoë\nZoë\n".bytes().chain(*b"\xFF").collect()),
        Err(DecodeError::BrokenUtf8 { offset: 10, line: 3 })
    );
    assert_eq!(read(vec![0xFF, 0xFE, b'a', 0, 0, 0xD8]), Err(DecodeError::LoneSurrogate { offset: 4 }));
    assert_eq!(read(vec![0xFF, 0xFE, b'a']), Err(DecodeError::OddLength { offset: 2 }));
}

#[test]
fn what_is_no_text_is_told() {
    assert_eq!(read(b"ab\xFF\0\0\x01".to_vec()), Err(DecodeError::Binary { offset: 3 }));
    assert_eq!(read(b"\xFE\x01\x02\x03\x04\x80".to_vec()), Err(DecodeError::Binary { offset: 1 }));
    assert_eq!(read(vec![0xFF, 0xFE, 0, 0, b'a', 0, 0, 0]), Err(DecodeError::Unsupported { name: "UTF-32" }));
    assert_eq!(read(b"a\0\0\0b\0\0\0".to_vec()), Err(DecodeError::Unsupported { name: "UTF-32" }));
    assert_eq!(read(b"\0\0\0a\0\0\0b".to_vec()), Err(DecodeError::Unsupported { name: "UTF-32" }));
    assert_eq!(read(b"\x1B$BIw<V\x1B(B".to_vec()), Err(DecodeError::Unsupported { name: "ISO-2022-JP" }));
    // What is UTF-8 is read, whatever it holds.
    assert!(read(b"a\0b\n\n\0".to_vec()).is_ok());
}

#[test]
fn texts_from_before_unicode_are_recognized_and_written_back() {
    let texts = [
        ("windows-1252", "“The boat’s name is the Calder,” said Inès – her café is near.\r\n"),
        (
            "windows-1250",
            "Prom wrócił w poniedziałek po dziewiętnastu latach, a pół szkoły zbiegło na przystań, żeby go zobaczyć.\n",
        ),
        (
            "windows-1251",
            "Паром вернулся в понедельник после девятнадцати лет, и полшколы сбежало на пристань.\n",
        ),
        ("koi8-u", "Паром вернулся в понедельник после девятнадцати лет, и полшколы сбежало на пристань.\n"),
        ("windows-1253", "Το φέρι μποτ γύρισε τη Δευτέρα μετά από δεκαεννέα χρόνια στο λιμάνι.\n"),
        (
            "windows-1254",
            "Feribot on dokuz yıl sonra pazartesi günü geri döndü, ve okulun yarısı iskeleye koştu.\n",
        ),
        ("shift_jis", "フェリーは十九年ぶりに月曜日に戻ってきました。学校の半分が桟橋まで走りました。ｱ\n"),
        ("euc-jp", "フェリーは十九年ぶりに月曜日に戻ってきました。学校の半分が桟橋まで走りました。\n"),
        ("gbk", "渡船在周一回到港口，全校一半的学生都跑到码头去看它，大家都非常高兴。\n"),
        ("big5", "渡船在週一回到港口，全校一半的學生都跑到碼頭去看它，大家都非常高興。\n"),
        ("euc-kr", "연락선이 십구 년 만에 월요일에 돌아왔고, 학교의 절반이 부두로 달려갔다.\n"),
    ];
    for (name, text) in texts {
        let bytes = bytes(text, name);
        let (found, encoding) = read(bytes.clone()).unwrap();
        let Encoding::Legacy(legacy) = encoding else { panic!("{name} is read as {encoding:?}") };
        assert_eq!((found.as_str(), legacy.name().to_ascii_lowercase().as_str()), (text, name));
        assert_eq!(*encoding.encode(text), bytes[..], "{name}");
        let stored = Stored::new(legacy, text, bytes);
        for (at, _) in text.char_indices() {
            let offset = stored.offset(text, u32::try_from(at).unwrap()) as usize;
            assert_eq!(offset, encoding.encode(&text[..at]).len(), "{name} at {at}");
        }
    }
}

#[test]
fn a_page_says_how_it_is_stored() {
    let page = "<meta charset=\"iso-8859-5\"><p>Паром";
    let (found, encoding) = read(bytes(page, "iso-8859-5")).unwrap();
    assert_eq!((found.as_str(), encoding.guessed()), (page, None));
    // A page without any letter beyond ASCII stays what it says.
    let plain = "<?xml version='1.0' encoding='windows-1252'?>\n<p>Boat";
    let (_, encoding) = read(plain.into()).unwrap();
    assert_eq!(*encoding.encode("é"), [0xE9]);
    assert_eq!(read("Write charset=windows-1252.".into()).unwrap().1, Encoding::Utf8 { mark: false });
    assert_eq!(read("<meta charset=latin1><p>é".into()).unwrap().1, Encoding::Utf8 { mark: false });
}

#[test]
fn what_an_encoding_lacks_is_told() {
    let (_, encoding) = read(b"\x93Caf\xE9\x94 was open, said the caf\xE9's owner.".to_vec()).unwrap();
    assert_eq!(encoding.guessed(), Some("windows-1252"));
    assert_eq!(encoding.lacks("“é – €”"), None);
    assert!(matches!(encoding.lacks("é → b"), Some(EncodeError::Lacks { character: '→', .. })));
    assert_eq!(*encoding.encode("a→b"), *b"a?b");
    assert_eq!(Encoding::Utf8 { mark: false }.lacks("→"), None);
}
