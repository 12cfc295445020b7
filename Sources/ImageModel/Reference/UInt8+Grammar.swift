extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLowercaseLetter: Bool { self >= 0x61 && self <= 0x7A }
    var isUppercaseLetter: Bool { self >= 0x41 && self <= 0x5A }
    var isLowerHexDigit: Bool { isDigit || (self >= 0x61 && self <= 0x66) }
    var isLowerAlphanumeric: Bool { isDigit || isLowercaseLetter }
    var isAlphanumeric: Bool { isLowerAlphanumeric || isUppercaseLetter }
}
