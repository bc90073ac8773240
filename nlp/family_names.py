"""Family names of Vietnam, most used first; the first hundred cover about 99 % of people."""

_NAMES = """
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn đinh
trịnh lương mai tô trương hà cao châu chu thái tạ lưu lâm phùng tăng quách vương triệu
kiều lại từ thân giang tống doãn nghiêm bạch ông uông vi lò quàng cầm lường hứa âu diệp
đồng đàm văn viên la lục mạc mã ninh nông nghị ngọc ngụy nhâm phí phó quan quản sầm sùng
tiêu tòng thạch thiều thào tôn tôn-thất trang tấn ung vàng xa yên chung cồ cù cung danh
giàng giáp hạ hàn hầu hoa khổng khuất khương kha kim kông linh lèo lều liễu lộc lỗ lữ lù
ma mông mùa nhan phương sơn thi thị tiết triều tưởng vòng ứng đôn đường điêu êban niê
ksor rơ siu y a h' bá bành bế biện ca cam cáp chế chử công dư đan đậu đới gia hình hán
huyền hùng hưng khúc kỷ lã lạc long mẫn minh mẫu ngạc ngân nhữ ong phú phục quang
quyền sử sái tào tạc tề thường thẩm thôi tinh trà trác trầm trì trưng vạn viêm việt xuân
đái đăng đắc đích cà hạng chảo tẩn phàn lầu sồng hảng cháng sìn pờ khoàng mào đèo khà vì
lang lô cụt moong rah nay kpă rmah neáng
"""
MOST_USED_FIRST = tuple(_NAMES.split())
FAMILY_NAMES = frozenset(MOST_USED_FIRST)
COMMON = frozenset(MOST_USED_FIRST[:30])
"""So common that a misread mark is likelier than a rare name that looks the same."""
