import ServiceKit

extension HosoFailure.Mender {
    /// Who has to do something about a failure, said to the person at the terminal.
    var words: Words {
        switch self {
        case .caller: Words("người giữ tệp: sửa rồi nạp lại, chưa có gì được lưu", "the keeper of the file: mend it and load again, nothing was stored")
        case .operator: Words("người vận hành: xem `hosoctl doctor`", "the operators: see `hosoctl doctor`")
        case .time: Words("không ai: thử lại sau", "nobody: try again later")
        case .developer: Words("nhóm phát triển hoso: gửi kèm HOSO_DIR/log", "the makers of hoso: send HOSO_DIR/log along")
        }
    }
}
